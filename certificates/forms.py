"""What people type about certificates."""

from django import forms
from django.core.exceptions import ValidationError

from certificates.rules.numbers import read_number


class NumberForm(forms.Form):
    """A certificate's number, however it was typed."""

    number = forms.CharField(
        label="Certificate number",
        help_text="It stands beneath the square code and looks like PIER-7K4M-2Q9X-C",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "size": 24}),
        error_messages={
            "required": "Enter the certificate’s number.",
            "max_length": "A certificate’s number has 13 characters, such as PIER-7K4M-2Q9X-C.",
        },
    )

    def clean_number(self) -> str:
        number = read_number(self.cleaned_data["number"])
        if number is None:
            raise ValidationError(
                "That is no number of ours. Check it letter by letter: it looks like PIER-7K4M-2Q9X-C."
            )
        return number
