"""The parts of the page for reviewers (`html`): each gives a piece of HTML, with everything from outside escaped."""
