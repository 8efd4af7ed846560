"""The words that a new site starts with. Editors change them freely."""

from dataclasses import dataclass

from lms.people.rules.sight_words import TO_THE_PERSON as WHAT_MANAGERS_SEE


@dataclass(frozen=True)
class FirstPage:
    slug: str
    title: str
    lead: str
    html: str


HOME_TITLE = "Every baby has a mind. So does everyone who meets one."
HOME_LEAD = (
    "Free, short courses about the mental health of babies and very young children, "
    "for everyone in the North West who works with families."
)
HOME_FOR_WHOM = (
    "For health visitors, midwives, nursery nurses, family hub and social workers, therapists, "
    "volunteers, receptionists, and whoever plans or pays for services."
)
HOME_HTML = f"""
<h2>How it works</h2>
<ul>
<li><strong>In small pieces.</strong> Lessons take five to fifteen minutes, on a phone or at a desk. Stop
whenever
you need to: you come back to the same line.</li>
<li><strong>With a certificate.</strong> Finish a course and yours is made within seconds. Your employer
can <a href="/verify/">check that it is true</a> by its code.</li>
<li><strong>Yours.</strong> {WHAT_MANAGERS_SEE} Your record goes with you when you change teams.</li>
</ul>
<h2>Where the content comes from</h2>
<p>Courses are written by trainers of the network. Each says who wrote it, who reviewed it and when it
will be
reviewed next, and every key fact names its source.</p>
"""

HELP = FirstPage(
    "help",
    "Help",
    "Short answers to what people ask most.",
    f"""
<h2>Signing in</h2>
<p>You need an invitation from your organisation. If yours has gone astray, ask your manager or the
person who looks
after training where you work.</p>
<p>If you do not remember your password, choose “Send me a code” on the sign-in page. The code is valid
for 20
minutes. Any confirmed e-mail address of yours will do.</p>
<h2>Learning</h2>
<p>Open “My learning” and press “Carry on”: it takes you to where you stopped. A lesson is finished when
you say so,
with the button at its end.</p>
<p>You may leave a quiz at any time. Your answers are kept as you give them, also when the connection
fails or you
change to another device. The line beneath the questions says whether everything is saved.</p>
<p>Not passed yet? You see what to look at again. When your attempts are used up, going through the
lessons once more
opens new ones, and you can ask the course’s trainers for another.</p>
<h2>Certificates</h2>
<p>A certificate is made by itself within seconds of completing a course. You find it under “My record”.
Before the
first one we ask which name to print. The code on it leads to a page that says whether it is valid.</p>
<h2>Who sees what</h2>
<p>{WHAT_MANAGERS_SEE}
“Who can see me”, in your account, names everyone who can see your record, and who has looked at it.</p>
""",
)

ACCESSIBILITY = FirstPage(
    "accessibility",
    "Accessibility statement",
    "This site should work for everyone. Tell us where it does not.",
    """
<h2>What you can do</h2>
<ul>
<li>enlarge the page up to 400% without scrolling sideways</li>
<li>use every part of the site, quizzes included, with a keyboard alone</li>
<li>learn and answer without JavaScript</li>
<li>listen to it with a screen reader: pictures have words, tables and forms are named</li>
<li>stop in the middle and come back later; nothing here is against the clock</li>
</ul>
<h2>How accessible it is</h2>
<p>The site is built to meet the Web Content Accessibility Guidelines, version 2.2, at level AA. Its
pages are checked
by automatic tests at the widths of a phone and of a desk whenever the site is changed. Automatic tests
find only some
of the difficulties that people have, so this statement should be completed with the results of testing
by people who
use assistive technology before the site is used for real.</p>
<h2>What may not be accessible</h2>
<p>Certificates in PDF are drawings and not tagged for screen readers. The same certificate can always be
read as a
web page. Files to download that come from other organisations may not be accessible: ask us for another
form.</p>
<h2>If something does not work for you</h2>
<p>Write to the address at the foot of this page. Say which page it was and what you use. We answer
within five
working days.</p>
<h2>If you are not content with the answer</h2>
<p>The Equality and Human Rights Commission is responsible for enforcing the accessibility regulations
for public
sector bodies. The <a href="https://www.equalityadvisoryservice.com/">Equality Advisory and Support
Service</a> can
advise you.</p>
""",
)

PRIVACY = FirstPage(
    "privacy",
    "Privacy",
    "What is kept about you, why, who sees it, and what you can ask for.",
    f"""
<h2>What is kept</h2>
<ul>
<li>your name and e-mail addresses, and your professional registration if you give it</li>
<li>the teams you belong or belonged to, in which role and from when until when</li>
<li>which courses you joined, what you finished and when, your answers to quizzes and your results</li>
<li>your certificates</li>
<li>who looked at your record, and when</li>
</ul>
<p>Nothing on this site is about patients or families. What you think of when a lesson asks you to stop
and think is
not written down anywhere.</p>
<h2>Why</h2>
<p>So that you can learn, prove what you learnt, and so that the organisation you work for knows who has
had which
training.</p>
<h2>Who sees it</h2>
<ul>
<li>You see all of it.</li>
<li>{WHAT_MANAGERS_SEE} They see it from the day your membership or their management begins until the day
it ends.</li>
<li>Trainers see how many people answered a question in which way, without names.</li>
<li>Those who look after the network see figures, and who belongs to which organisation.</li>
<li>Whoever you show a certificate to can check that it is genuine. They see what is printed on it.</li>
</ul>
<p>No other company is told that you were here: the site loads nothing from anywhere else and counts no
visits.</p>
<h2>How long</h2>
<p>Facts about training that you completed are kept as evidence for you and your employers. An account
can be closed;
then nobody can sign in with it any more.</p>
<h2>Your rights</h2>
<p>You may ask for a copy of what is kept, for it to be put right, for it to be restricted or erased, and
you may
object. Write to the address at the foot of this page. You may also complain to the
<a href="https://ico.org.uk/make-a-complaint/">Information Commissioner’s Office</a>.</p>
<p>Before real people use this site, the network’s data protection officer completes this page with the
name of the
controller, the lawful basis and the periods of retention that were agreed.</p>
""",
)

COOKIES = FirstPage(
    "cookies",
    "Cookies",
    "Three small files that the site cannot work safely without, and one if you ask for it. No others.",
    """
<h2>The three</h2>
<ul>
<li><strong>sessionid</strong> keeps you signed in, for up to 14 days. It is set when you sign in.</li>
<li><strong>csrftoken</strong> protects forms from being sent by somebody else in your name. It is kept
for a
year.</li>
<li><strong>device</strong> lets you sign in here even while somebody elsewhere guesses at your password.
It is set when you sign in and kept for half a year; it says nothing about you that others could read.</li>
</ul>
<h2>And one if you ask for it</h2>
<ul>
<li><strong>display</strong> keeps the colours and the size of text that you chose for this device, for a
year. It is set when you choose anything but the usual, and says nothing else.</li>
</ul>
<p>The three are strictly necessary and the fourth does only what you asked for, which is why we do not ask
for your consent. There are no cookies for statistics or advertising.</p>
<h2>What stays on your device</h2>
<p>While you answer a quiz, an answer that has not reached us yet waits in your browser’s own storage. It
is deleted
there as soon as we have it.</p>
""",
)

FIRST_PAGES = (HELP, ACCESSIBILITY, PRIVACY, COOKIES)
#: Addresses beneath the home page that the site itself links to.
NEEDED = frozenset(page.slug for page in FIRST_PAGES)
