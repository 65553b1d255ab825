"""Read a course as it stood in Git: branches, tags, worktrees, packs, shallow clones, and what is not there."""

import hashlib
from pathlib import Path

import pytest

from karmakit_authoring import history
from karmakit_authoring.history import NoRepositoryError, course_at, courses_then
from karmakit_authoring.load import load
from karmakit_schemas.errors import UnusableInputError
from karmakit_schemas.sources import Sources

COURSE = "id: {}\ntitle: A course\n"


@pytest.fixture
def repository(tmp_path, git):
    """A repository with one published course, in a folder below."""
    root = tmp_path / "repository"
    write(root / "courses" / "one", "one", "First.\n")
    git(root, "init", "-q")
    commit(git, root, "published")
    git(root, "tag", "v1")
    return root


def write(folder: Path, identifier: str, text: str) -> Path:
    (folder / "modules").mkdir(parents=True, exist_ok=True)
    (folder / "course.yml").write_bytes(COURSE.format(identifier).encode())
    (folder / "modules" / "start.md").write_bytes(text.encode())
    return folder


def commit(git, root: Path, message: str) -> str:
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", message)
    return git(root, "rev-parse", "HEAD")


def at(ref: str, course: Path) -> Sources | None:
    return course_at(ref, course, load(course))


def text(sources: Sources | None) -> str:
    assert sources
    return sources.files["modules/start.md"].decode()


def test_a_course_is_read_as_it_stood_whatever_names_the_commit(repository, git):
    course = repository / "courses" / "one"
    first = git(repository, "rev-parse", "HEAD")
    git(repository, "tag", "-a", "signed-off", "-m", "published")
    write(course, "one", "Second.\n")
    commit(git, repository, "changed")
    for ref in ("v1", "signed-off", first, first[:8], "HEAD~1", "HEAD^", "refs/tags/v1"):
        assert text(at(ref, course)) == "First.\n", ref
    assert text(at("HEAD", course)) == "Second.\n"
    assert text(load(course)) == "Second.\n"


def test_a_branch_means_the_commit_at_which_this_one_left_it(repository, git):
    course = repository / "courses" / "one"
    git(repository, "switch", "-q", "-c", "topic")
    git(repository, "switch", "-q", "main")
    write(course, "one", "Others have gone on.\n")
    commit(git, repository, "meanwhile")
    git(repository, "switch", "-q", "topic")
    assert text(at("main", course)) == "First.\n"
    assert text(at(git(repository, "rev-parse", "main"), course)) == "Others have gone on.\n"


def test_branches_of_no_common_past_are_taken_as_they_are(repository, git):
    course = repository / "courses" / "one"
    git(repository, "switch", "-q", "--orphan", "other")
    write(course, "one", "Another beginning.\n")
    commit(git, repository, "other")
    assert text(at("main", course)) == "First.\n"


def test_packed_refs_and_objects_are_read(repository, git):
    write(repository / "courses" / "one", "one", "Second.\n")
    commit(git, repository, "changed")
    git(repository, "gc", "-q")
    assert not (repository / ".git" / "refs" / "tags" / "v1").exists()
    assert text(at("v1", repository / "courses" / "one")) == "First.\n"


def test_a_worktree_knows_the_refs_of_its_repository(repository, git, tmp_path):
    git(repository, "worktree", "add", "-q", str(tmp_path / "beside"), "-b", "topic")
    course = write(tmp_path / "beside" / "courses" / "one", "one", "In the worktree.\n")
    assert text(at("main", course)) == "First.\n"


def test_a_shallow_clone_knows_what_it_holds_and_says_what_it_lacks(repository, git, tmp_path):
    first = git(repository, "rev-parse", "HEAD")
    write(repository / "courses" / "one", "one", "Second.\n")
    commit(git, repository, "changed")
    git(tmp_path, "clone", "-q", "--depth=1", repository.as_uri(), "shallow")
    course = tmp_path / "shallow" / "courses" / "one"
    assert text(at("origin/main", course)) == "Second.\n"
    for ref in (first, "HEAD~1", "v1"):
        with pytest.raises(UnusableInputError, match="no commit, branch or tag"):
            at(ref, course)


def test_a_clone_without_contents_says_that_they_are_to_be_fetched(repository, git, tmp_path):
    write(repository / "courses" / "one", "one", "Second.\n")
    commit(git, repository, "changed")
    git(repository, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", repository.as_uri(), "partial")
    with pytest.raises(UnusableInputError, match="lacks objects of that commit; fetch them"):
        at("v1", tmp_path / "partial" / "courses" / "one")


def test_a_repository_may_begin_at_the_course_itself(tmp_path, git):
    course = write(tmp_path / "one", "one", "First.\n")
    git(course, "init", "-q")
    commit(git, course, "published")
    write(course, "one", "Second.\n")
    assert text(at("HEAD", course)) == "First.\n"


def test_a_course_that_was_not_there_is_none(repository):
    assert at("v1", write(repository / "courses" / "two", "two", "New.\n")) is None


def test_a_course_in_a_renamed_folder_is_found_by_its_id(repository):
    (repository / "courses" / "one").rename(repository / "moved")
    found = at("v1", repository / "moved")
    assert text(found) == "First.\n"
    assert found
    assert found.name == "moved"


def test_a_course_whose_id_was_changed_is_found_by_its_folder(repository):
    course = write(repository / "courses" / "one", "another-one", "First.\n")
    assert text(at("v1", course)) == "First.\n"


def test_a_folder_that_took_the_place_of_another_course_is_known_by_its_id(repository, git):
    write(repository / "courses" / "two", "two", "The second course.\n")
    commit(git, repository, "two courses")
    (repository / "courses" / "one").rename(repository / "courses" / "old")
    (repository / "courses" / "two").rename(repository / "courses" / "one")
    assert text(at("HEAD", repository / "courses" / "one")) == "The second course.\n"


def test_links_submodules_and_what_load_passes_over_are_left_out(repository, git, tmp_path):
    course = repository / "courses" / "one"
    for name in (".hidden", "notes.md~", "karmakit.toml"):
        (course / name).write_bytes(b"")
    link = git(repository, "hash-object", "-w", str(course / "modules" / "start.md"))
    git(repository, "update-index", "--add", "--cacheinfo", f"120000,{link},courses/one/modules/link.md")
    git(
        repository, "update-index", "--add", "--cacheinfo", f"160000,{git(repository, 'rev-parse', 'HEAD')},courses/one/media/other"
    )
    git(repository, "add", "courses/one")
    git(repository, "update-index", "--add", "--cacheinfo", f"120000,{link},courses/one/modules/link.md")
    git(repository, "commit", "-q", "-m", "more")
    found = at("HEAD", course)
    assert found
    assert sorted(found.files) == ["course.yml", "modules/start.md"]


def test_what_has_not_changed_is_not_read_again(repository, monkeypatch):
    course = repository / "courses" / "one"
    now = load(course)
    monkeypatch.setattr(history, "_blob", lambda *_: pytest.fail("read again"))
    monkeypatch.setattr(history, "_id_of", lambda *_: "one")
    found = course_at("v1", course, now)
    assert found
    assert all(found.files[name] is now.files[name] for name in now.files)


def test_a_pointer_of_git_lfs_stands_for_the_file_it_names(repository, git):
    course = repository / "courses" / "one"
    film = b"\x00film" * 100
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{hashlib.sha256(film).hexdigest()}\nsize {len(film)}\n"
    (course / "media").mkdir()
    (course / "media" / "film.mp4").write_text(pointer, encoding="utf-8")
    commit(git, repository, "film")
    (course / "media" / "film.mp4").write_bytes(film)
    found = at("HEAD", course)
    assert found
    assert found.files["media/film.mp4"] == film
    (course / "media" / "film.mp4").write_bytes(b"another film")
    assert at("HEAD", course) != found


def test_the_limits_of_load_hold_for_what_was_published(repository, monkeypatch):
    course = repository / "courses" / "one"
    write(course, "one", "Small now.\n")
    monkeypatch.setattr(history, "MAX_FILE", 5)
    with pytest.raises(UnusableInputError, match="larger than a course may be"):
        at("v1", course)


def test_folders_that_lie_too_deep_are_refused(repository, monkeypatch):
    monkeypatch.setattr(history, "MAX_DEPTH", 0)
    with pytest.raises(UnusableInputError, match="more than 0 deep"):
        at("v1", repository / "courses" / "one")


@pytest.mark.parametrize(
    "ref", ["nope", "v2", "", " ", "a:b", "@{1}", "HEAD~9", "HEAD^{tree}", "0" * 40, "é", "..", "--all", "x\0y"]
)
def test_a_ref_that_means_no_commit_is_one_line_with_the_mend(repository, ref):
    with pytest.raises(UnusableInputError, match="no commit, branch or tag") as raised:
        at(ref, repository / "courses" / "one")
    assert "\n" not in str(raised.value)


def test_a_ref_that_is_nearly_right_is_told_the_right_one(repository, git):
    with pytest.raises(UnusableInputError, match="Did you mean `main`"):
        at("mian", repository / "courses" / "one")


def test_a_tag_of_no_commit_is_no_ref_to_a_course(repository, git):
    git(repository, "tag", "content", git(repository, "rev-parse", "HEAD:courses/one/course.yml"))
    with pytest.raises(UnusableInputError, match="no commit, branch or tag"):
        at("content", repository / "courses" / "one")


def test_a_folder_without_git_says_so(tmp_path):
    with pytest.raises(NoRepositoryError, match="lies in no Git repository"):
        at("v1", write(tmp_path / "one", "one", "Text.\n"))


def test_a_repository_without_a_commit_has_no_refs(tmp_path, git):
    course = write(tmp_path / "one", "one", "Text.\n")
    git(course, "init", "-q")
    with pytest.raises(UnusableInputError, match="no commit, branch or tag"):
        at("HEAD", course)


def test_a_broken_repository_is_one_line(repository, git):
    write(repository / "courses" / "one", "one", "Second.\n")
    commit(git, repository, "changed")
    for file in (repository / ".git" / "objects").rglob("*"):
        if file.is_file():
            file.chmod(0o600)
            file.write_bytes(b"broken")
    with pytest.raises(UnusableInputError) as raised:
        at("v1", repository / "courses" / "one")
    assert "\n" not in str(raised.value)


def test_a_course_that_was_never_readable_is_compared_by_its_folder(repository, git):
    course = repository / "courses" / "one"
    (course / "course.yml").write_bytes(b"\xff\xfe: [")
    commit(git, repository, "broken")
    write(course, "one", "Mended.\n")
    assert text(at("HEAD", course)) == "First.\n"


def test_a_repository_without_a_working_tree_holds_nothing_to_compare(tmp_path, git):
    git(tmp_path, "init", "-q", "--bare", "bare")
    with pytest.raises(NoRepositoryError, match="without a working tree"):
        at("HEAD", write(tmp_path / "bare" / "one", "one", "Text.\n"))


def test_a_git_file_that_leads_nowhere_is_one_line(tmp_path):
    course = write(tmp_path / "one", "one", "Text.\n")
    (tmp_path / ".git").write_bytes(b"gitdir: \xff\x00nowhere\n")
    with pytest.raises(UnusableInputError) as raised:
        at("HEAD", course)
    assert "\n" not in str(raised.value)


def test_names_that_are_no_utf8_cannot_stand_in_a_course(repository, git):
    content = git(repository, "rev-parse", "HEAD:courses/one/course.yml")
    tree = b"100644 course.yml\0" + bytes.fromhex(content) + b"100644 \xff.md\0" + bytes.fromhex(content)
    (repository / "tree").write_bytes(tree)
    made = git(repository, "hash-object", "-t", "tree", "-w", "tree")
    (repository / "tree").unlink()
    outer = (repository / "outer").resolve()
    outer.write_bytes(b"40000 courses\0" + bytes.fromhex(made))
    root = git(repository, "hash-object", "-t", "tree", "-w", "outer")
    outer.unlink()
    git(repository, "tag", "odd", git(repository, "commit-tree", root, "-m", "odd"))
    course = write(repository / "courses", "one", "Text.\n")
    found = at("odd", course)
    assert found
    assert sorted(found.files) == ["course.yml"]


def test_the_search_for_a_moved_course_ends(repository, monkeypatch):
    monkeypatch.setattr(history, "MAX_FOLDERS", 1)
    (repository / "courses" / "one").rename(repository / "moved")
    assert at("v1", repository / "moved") is None


def test_a_course_inside_a_submodule_is_read_from_it(repository, git, tmp_path):
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "-q")
    git(outer, "submodule", "add", "-q", repository.as_uri(), "inner")
    course = write(outer / "inner" / "courses" / "one", "one", "Second.\n")
    assert text(at("HEAD", course)) == "First.\n"


def test_the_courses_that_stood_below_a_folder_are_known_by_folder_and_id(repository, git):
    write(repository / "courses" / "two", "two", "Second.\n")
    write(repository / "elsewhere", "three", "Third.\n")
    (repository / "courses" / "two" / "course.yml").write_bytes(b"id: [")
    commit(git, repository, "more")
    assert courses_then("v1", repository) == {"courses/one": "one"}
    assert courses_then("HEAD", repository / "courses") == {"courses/one": "one", "courses/two": ""}
    (repository / "later").mkdir()
    assert courses_then("HEAD", repository / "later") == {}
    with pytest.raises(UnusableInputError, match="knows no commit"):
        courses_then("v9", repository)


def test_a_course_that_is_the_whole_repository_stands_at_its_root(tmp_path, git):
    root = write(tmp_path / "alone", "alone", "First.\n")
    git(root, "init", "-q")
    commit(git, root, "published")
    assert courses_then("HEAD", root) == {".": "alone"}


def test_the_decisions_on_a_course_are_read_as_they_lay_then_also_where_the_course_has_moved(repository, git):
    course = repository / "courses" / "one"
    (course / ".vetting" / "start").mkdir(parents=True)
    (course / ".vetting" / "start" / "1.json").write_bytes(b"{}\n")
    (course / ".vetting" / "start" / "deep" / "deeper").mkdir(parents=True)
    (course / ".vetting" / "start" / "deep" / "deeper" / "no-record.json").write_bytes(b"{}\n")
    (course / ".vetting" / ".hidden").write_bytes(b"x")
    commit(git, repository, "decided")
    git(repository, "tag", "v2")
    assert history.vetting_at("v1", course, load(course)) == {}
    assert history.vetting_at("v2", course, load(course)) == {"start/1.json": b"{}\n"}
    git(repository, "mv", "courses/one", "courses/another")
    moved = repository / "courses" / "another"
    assert history.vetting_at("v2", moved, load(moved)) == {"start/1.json": b"{}\n"}


def test_the_policies_of_a_repository_are_read_as_they_lay_then(repository, git):
    folder = repository / ".vetting"
    folder.mkdir()
    (folder / "policy.json").write_bytes(b"{}\n")
    commit(git, repository, "a policy")
    assert history.policies_at("v1", folder) == {}
    assert history.policies_at("HEAD", folder) == {"policy.json": b"{}\n"}
    assert history.policies_at("HEAD", repository / "courses" / ".vetting") == {}


def test_a_folder_of_decisions_with_more_than_any_log_can_hold_is_refused(repository, git, monkeypatch):
    course = repository / "courses" / "one"
    (course / ".vetting" / "start").mkdir(parents=True)
    for number in range(3):
        (course / ".vetting" / "start" / f"{number}.json").write_bytes(b"{}\n")
    commit(git, repository, "decided")
    monkeypatch.setattr(history.vetting_files, "MOST", 2)
    with pytest.raises(UnusableInputError, match="too much for a folder of decisions"):
        history.vetting_at("HEAD", course, load(course))
