code
../golden
