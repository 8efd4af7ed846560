"""What managers see of people, in the words that every page uses. Plain Python."""

#: What pages about a team and about a person show, and the mails and pages that speak of it promise.
NEVER_SEEN = "answers, marks or reflections"

TO_THE_PERSON = (
    "Managers of your teams see which courses you have joined, how far you have got, when you completed "
    f"them, and your certificates. They never see your {NEVER_SEEN}."
)
TO_THE_MANAGER = (
    "You see which courses people have joined, how far they have got, when they completed them, and their "
    f"certificates. You never see {NEVER_SEEN}."
)
ABOUT_A_QUIZ = f"Your manager sees that you passed, never your {NEVER_SEEN}."
ALSO_FROM_BEFORE = "That includes what you learnt before you joined the team."
ENDS = "When you leave the team, or they stop managing it, this ends that day."
