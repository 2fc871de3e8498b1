"""What others need for the same: peers.py TASK [ARGUMENT...]

What reads a file prints the energy extrapolated to zero smearing last; what repeats a
task prints the seconds of one repetition and a value to compare.
"""

import sys
import time


def start_ase():
    import ase.io  # noqa: F401


def start_pymatgen():
    import pymatgen.io.vasp  # noqa: F401


def ase_last(*paths):
    from ase.io import read

    for path in paths:
        atoms = read(path)
        atoms.get_forces()
    print(atoms.get_potential_energy(force_consistent=False))


def ase_all(path):
    from ase.io import read

    images = read(path, index=":")
    print(images[-1].get_potential_energy(force_consistent=False))


def pymatgen_outcar(*paths):
    from pymatgen.io.vasp import Outcar

    for path in paths:
        energy = Outcar(path).final_energy
    print(energy)


def pymatgen_vasprun(path):
    import warnings

    from pymatgen.io.vasp import Vasprun

    warnings.simplefilter("ignore")
    run = Vasprun(path, parse_dos=False, parse_eigen=False, parse_potcar_file=False)
    print(len(run.ionic_steps))


def repeat(n, task):
    task()
    begin = time.process_time()
    for _ in range(n):
        value = task()
    print((time.process_time() - begin) / n, value)


def ase_harmonic(*wavenumbers_cm1):
    from ase import units
    from ase.thermochemistry import HarmonicThermo

    modes = [float(nu) * units.invcm for nu in wavenumbers_cm1]
    repeat(
        300,
        lambda: HarmonicThermo(modes).get_helmholtz_energy(298.15, verbose=False),
    )


def ase_db(path, outcar, n):
    import os

    from ase.db import connect
    from ase.io import read

    atoms = read(outcar)
    if os.path.exists(path):
        os.remove(path)
    db = connect(path)
    begin = time.process_time()
    with db:
        for i in range(int(n)):
            db.write(atoms, name=f"run{i}")
    seconds = time.process_time() - begin
    print(seconds / int(n), atoms.get_potential_energy(force_consistent=False))


globals()[sys.argv[1].replace("-", "_")](*sys.argv[2:])
