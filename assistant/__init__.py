"""From a question to a grounded answer; `assistant.chain` shows the whole way on one screen."""
