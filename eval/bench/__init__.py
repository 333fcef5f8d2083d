"""Time and memory of the assistant, beside the stack of the usual tutorial, measured in the same run."""
