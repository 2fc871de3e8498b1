import sys
from ase.io import read

print(read(sys.argv[1]).get_potential_energy(force_consistent=False))
