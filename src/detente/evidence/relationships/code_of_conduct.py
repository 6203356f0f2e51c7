"""The code of conduct that a vendor accepts at entry: short, so that it is read."""

VERSION = "1.0"

TEXT = (
    "We bring an insight before we bring a product.",
    "We claim only what we can show, and say what is not proven yet.",
    "We state the limits of our service before they are found.",
    "We keep to the times that the customer gives us, and write once, not five times.",
    "We go through the people who were named to us, not around them.",
    "We give no gift that would have to be explained.",
    "We tell of an incident within the agreed hours, also when we do not know all of it yet.",
    "We say no to a request that we cannot meet, with the reason.",
)
