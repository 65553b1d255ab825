"""The proof of vetting that a bundle carries, judged without the builder, without Git and without a network.

`evidence` reads the carried files as hostile input, `payload` the bundle that they speak of. `integrity` asks no more than these;
`quorum` and `conformance` hang on the reader's root key (`vetted`). `proving` is what `verify` calls, `proof` what it answers.
"""
