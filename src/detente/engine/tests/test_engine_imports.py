import subprocess
import sys


class TestImportingTheScoring:
    def test_leaves_scipy_and_everything_of_the_server_alone(self):
        program = (
            "import sys, detente.engine.scoring.scorecard, detente.engine.reference_cases\n"
            "print(sorted({'scipy', 'django', 'click', 'sqlite3', 'logging'} & set(sys.modules)))"
        )

        printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

        assert printed.stdout.strip() == "[]"
