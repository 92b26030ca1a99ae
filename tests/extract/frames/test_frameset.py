import pytest

from qtnet.errors import InputError
from qtnet.extract.frames.frameset import read_frames


def frame_file(folder, text):
    (folder / "test.toml").write_text(text, encoding="utf-8")
    return folder


def test_an_unknown_key_of_a_frame_is_named(tmp_path):
    folder = frame_file(tmp_path, '[[frame]]\nid = "x"\npatterns = ["A @tie.n"]\npairs = ["within A"]\ncolour = 1\n')
    with pytest.raises(InputError, match=r"test\.toml: frame 'x' has the unknown key 'colour'"):
        read_frames(folder)


def test_an_unknown_trigger_class_is_named(tmp_path):
    folder = frame_file(tmp_path, '[[frame]]\nid = "x"\npatterns = ["A @tye.n"]\npairs = ["within A"]\n')
    with pytest.raises(InputError, match=r"asks for the class .@tye\.n."):
        read_frames(folder)


def test_an_unknown_family_is_named(tmp_path):
    text = '[[frame]]\nid = "x"\nfamily = "love"\npatterns = ["A @tie.n"]\npairs = ["within A"]\n'
    with pytest.raises(InputError, match="family 'love'"):
        read_frames(frame_file(tmp_path, text))


def test_two_frames_of_one_name_are_refused(tmp_path):
    frame = '[[frame]]\nid = "x"\npatterns = ["A @tie.n"]\npairs = ["within A"]\n'
    with pytest.raises(InputError, match="'x' stands twice"):
        read_frames(frame_file(tmp_path, frame * 2))
