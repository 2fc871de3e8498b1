import sys
from pymatgen.io.vasp import Outcar

print(Outcar(sys.argv[1]).final_energy)
