"""The optional language model: words an answer anew, and helps to understand a question. It never chooses facts."""
