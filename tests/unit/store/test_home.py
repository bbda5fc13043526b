"""The home: made once, opened again, swept of what no manifest names."""

import pytest

from custodes.store.home import Home
from custodes.vocabulary.errors import UserError


def test_a_home_is_made_and_opened_again(tmp_path):
    made = Home.create(tmp_path / "home", force='North"shire\nPolice')
    assert Home.open(tmp_path / "home") == made
    assert Home.create(tmp_path / "home") == made
    assert made.force == 'North"shire\nPolice'


def test_no_home_says_what_to_run(tmp_path):
    with pytest.raises(UserError, match="take something in first with `custodes take-in"):
        Home.open(tmp_path)


def test_a_folder_with_other_files_does_not_become_a_home(tmp_path):
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(UserError, match="holds other files"):
        Home.create(tmp_path)


@pytest.mark.parametrize("written", ["", "format = ", 'format = "one"\nforce = ""'])
def test_a_damaged_home_gets_a_sentence(tmp_path, written):
    home = Home.create(tmp_path / "home")
    (home.path / "home.toml").write_text(written)
    with pytest.raises(UserError, match="is damaged"):
        Home.open(home.path)


def test_a_home_of_a_later_layout_is_not_opened(tmp_path):
    home = Home.create(tmp_path / "home")
    toml = home.path / "home.toml"
    toml.write_text(toml.read_text().replace("format = 1", "format = 2"))
    with pytest.raises(UserError, match="written in layout 2"):
        Home.open(home.path)


def test_sweeping_removes_only_what_no_manifest_names(tmp_path):
    home = Home.create(tmp_path / "home")
    for name in ("facts/accesses/a.parquet", "facts/accesses/b.parquet", "runs/r.json"):
        (home.path / name).parent.mkdir(parents=True, exist_ok=True)
        (home.path / name).write_text("x")
    assert home.sweep({"facts/accesses/a.parquet"}) == 1
    assert (home.path / "facts/accesses/a.parquet").exists()
    assert not (home.path / "facts/accesses/b.parquet").exists()
    assert (home.path / "runs/r.json").exists()
