"""The views as pages, drawings and sheets; what they hold comes from `assistant.views`."""
