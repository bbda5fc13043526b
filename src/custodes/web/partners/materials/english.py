"""The warning signs and the briefing pack in English, in plain words."""

from custodes.web.partners.materials.words import Material, Part

DANGER = (
    "If anybody is in danger now, ring 999. If it is not safe to speak, ring 999 from a mobile, "
    "wait, and press 55."
)
REPORT = Part(
    "How to tell us",
    paragraphs=(
        (
            "Use the reporting page of the force. You need no account, and you need not say who "
            "you "
            "are. You get a code and seven words, with which you can read our answer and add to "
            "what "
            "you said. Nobody can find the words again for you: keep them safe."
        ),
        (
            "Do not send it by e-mail to a police address, and do not tell it at a front counter: "
            "more people would read it."
        ),
        (
            "The address of the page and the number of the unit are written here by whoever briefs "
            "you:"
        ),
    ),
    blank=2,
)
THEN = Part(
    "What happens then",
    points=(
        (
            "A named intake officer of the counter-corruption unit reads it. Nobody else "
            "in "
            "the force can open it, and the computer that takes it in cannot read it."
        ),
        (
            "The first question is whether somebody may be in danger. If so, steps to make "
            "that person safe begin before anything is proved."
        ),
        (
            "Where it came from is kept apart. Those who work on it see no name of yours, "
            "and "
            "the officer whom it concerns is not told that it exists."
        ),
        (
            "You hear that it was received, that it was looked at, whether something was "
            "done, "
            "and that it is closed. You do not hear what: that could put somebody at risk."
        ),
        (
            "If an officer may have done this, the force must refer it to the Independent "
            "Office for Police Conduct. You may also go there yourself, or to "
            "Crimestoppers."
        ),
    ),
)
SIGNS_LIST = (
    "He or she rings, texts or messages a client from a private phone or on social media.",
    "Calls in person when there is no reason to, late, alone or out of uniform.",
    "Comes back after the case has ended.",
    "Knows things that the client told nobody: a new address, a new number, a new partner.",
    "Gives money, presents, lifts, drink or drugs.",
    "Speaks of looks, sex or love; asks for pictures; touches.",
    "Says that it must stay between the two of them.",
    "Offers to make a charge or an arrest go away, or threatens to bring one.",
    "Keeps support workers out, or says that they are not needed.",
    "The client is afraid when the police are named, or drops a complaint with no reason given.",
)
SIGNS = Material(
    title="Warning signs: when somebody who works for the police crosses the line",
    summary="Two pages to put up or hand out: what to look for, and what to do.",
    lead=(
        "Almost everybody who works for the police does it honestly. A few use the job to start a "
        "sexual or improper emotional relationship with a person whom they were there to help. It "
        "is always wrong, whatever the other person says or feels, and it is serious corruption."
    ),
    parts=(
        Part(
            "What you may notice",
            points=SIGNS_LIST,
            note=(
                "One of these alone can have an innocent reason. You need not be sure, and you "
                "need no proof. Tell us what you saw; finding out is our work."
            ),
        ),
        Part(
            "Who is picked",
            paragraphs=(
                (
                    "Often people whom they met through a report of crime: people who suffer "
                    "domestic "
                    "abuse, who were raped or assaulted, who use drugs or drink, who are ill in "
                    "mind, "
                    "who sell sex, who have no home, who have a learning disability, who grew up "
                    "in "
                    "care, who are young, or whose right to stay is unsure. Many do not see it as "
                    "wrong. Some think that nobody would believe them. They may be men or women, "
                    "and "
                    "so may whoever does it."
                ),
            ),
        ),
        Part(
            "What to do",
            points=(
                DANGER,
                "Listen, and believe what you are told. Nothing of it is the client's fault.",
                (
                    "Write down what you saw and heard, with days and times. Keep messages; do not "
                    "copy anybody's phone."
                ),
                "Ask your client what we may do. You may tell us without naming the client.",
                "Do not face the officer, do not warn him or her, and do not ask other officers.",
                "Tell us.",
            ),
        ),
        REPORT,
        THEN,
    ),
)
PACK = Material(
    title="Briefing pack for organisations that support vulnerable people",
    summary="For whoever gives a briefing and for those who hear it: half an hour, with a sheet "
    "for names and one for questions.",
    lead=(
        "What abuse of position for a sexual purpose is, how you may come to see it before we do, "
        "how to tell us safely, and what happens then."
    ),
    parts=(
        Part(
            "Why we ask you",
            paragraphs=(
                (
                    "Some who work for the police, officers and staff, pursue people whom they met "
                    "through their work. They look for those who are least likely to be believed. "
                    "The "
                    "force can see its own systems and its own phones. It cannot see a private "
                    "phone, "
                    "a message on social media or a visit that nobody wrote down. You and your "
                    "clients can."
                ),
                (
                    "We do not ask you to watch the police, and we do not ask for the records of "
                    "your "
                    "clients. We ask that when something worries you, it reaches the few people "
                    "whose "
                    "work it is to look into it."
                ),
            ),
        ),
        Part(
            "What it is",
            paragraphs=(
                (
                    "It is any behaviour by somebody who works for the police that uses the job to "
                    "pursue a sexual or an improper emotional relationship with a member of the "
                    "public. It may begin with kindness. It need not be physical: messages are "
                    "enough. The other person's wish does not make it right, because the two were "
                    "never equal."
                ),
            ),
        ),
        Part(
            "Two ways in which it looks",
            columns=("How it goes", "What you may see"),
            narrow_first=True,
            rows=(
                (
                    "One person, fast and close",
                    (
                        "Somebody very vulnerable is called, visited and messaged more and more, "
                        "often "
                        "after the case has ended. Presents, secrets, jealousy. The client speaks "
                        "of "
                        "“my officer”."
                    ),
                ),
                (
                    "Many people, a little of each",
                    (
                        "Several clients know the same officer by first name or nickname. Each "
                        "had a "
                        "few messages, a remark, an offer to call round. Alone each looks like "
                        "nothing."
                    ),
                ),
            ),
            note="If two of your clients tell of the same person, that alone is worth telling us.",
        ),
        Part("Warning signs", points=SIGNS_LIST, new_page=True),
        Part(
            "When a client tells you",
            points=(
                "Make it safe first: who can hear, and who can read the client's phone?",
                DANGER,
                "Say that you believe it, and that it is not the client's fault.",
                "Do not promise that you will tell nobody. Say whom you would tell, and why.",
                "Ask as little as you need. Do not ask for it to be told twice.",
                "Write down the client's own words, the days, and what you saw yourself.",
                (
                    "Ask whether we may get in touch, how, and when it is safe. A no is kept to, "
                    "unless somebody is in danger or a child is."
                ),
                "See to it that an independent adviser (IDVA or ISVA) is offered.",
            ),
        ),
        Part(
            "What helps us, and what we do not need",
            columns=("It helps", "We do not need it"),
            rows=(
                (
                    "What was seen or heard, when and where",
                    "The client's name, if you would rather not",
                ),
                (
                    "What the officer is called, looks like, drives; a number on the shoulder",
                    "Proof, or that you are sure",
                ),
                ("Which phone or account was used", "Anything from your own case files"),
                ("Whether anybody is in danger now", "A statement"),
            ),
        ),
        REPORT,
        THEN,
        Part(
            "What you can ask of us",
            points=(
                "A person in the unit whom you know, and how to reach him or her safely.",
                "A contact as often as we agreed, and a briefing for new colleagues.",
                "An answer on every report within 28 days.",
                "An agreement in writing on what is shared, how, and when it is looked at again.",
            ),
        ),
        Part(
            "To talk about",
            points=(
                "A client says that “her” officer pops in on his way home. What do you do?",
                "An officer asks you at a meeting how a former client is and where she lives now.",
                "Two residents know the same nickname. Neither wants to make a complaint.",
                "A client has stopped answering since an officer began to visit. What first?",
            ),
        ),
        Part(
            "Who was briefed",
            paragraphs=("Only how many is kept on our register. This sheet stays with you.",),
            columns=("Name", "Post", "Day"),
            rows=(("", "", ""),) * 10,
            new_page=True,
        ),
        Part("Questions for the unit", blank=6),
    ),
)
