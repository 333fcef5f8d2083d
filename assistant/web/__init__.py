"""People in a browser: the chat, its turns, and the source beside it."""
