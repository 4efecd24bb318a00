"""What can go wrong with a provider: it is away, or it does not let somebody in."""


class ProviderUnavailableError(Exception):
    """The provider does not answer, or not as agreed; the text is for the log and holds nothing secret."""


class SignInRefusedError(Exception):
    """Somebody is not signed in; `message` says why in Dutch, the text of the exception says it in the log."""

    def __init__(self, message: str, *, cause: str) -> None:
        super().__init__(cause)
        self.message = message
