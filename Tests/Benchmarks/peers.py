"""The same expressions in two other implementations: a name in the arguments, JSON lines of nanoseconds out.

Run by `expressions`, in a Python that has them (.ci/install tests). Python's own call costs about 0.1 µs an evaluation.
"""

import sys
import time

ROUNDS, EVALUATIONS, EVALUATED = int(sys.argv[2]), 20_000, 3


def transport(port, mode):
    return {
        "name": "primary", "role": "submission", "provider": "sendgrid", "host": "smtp.example.net", "port": port,
        "tls": {"mode": mode, "verify": True, "min_version": "1.2"},
        "auth": {"mechanism": "plain", "username": "apikey", "password": "key"},
        "timeouts": {"connect": 10, "command": 30, "data": 120},
    }


TRANSPORTS = [transport(587, "starttls"), transport(465, "implicit"), transport(2525, "starttls")]
VALUES = {
    "transport": TRANSPORTS[0],
    "config": {"transports": TRANSPORTS, "sender": "news@example.com", "recipients": 48000},
}


def cel_cpp():
    from cel_expr_python import cel

    environment = cel.NewEnv(variables={name: cel.Type.Map(cel.Type.STRING, cel.Type.DYN) for name in VALUES})
    activation = environment.Activation(VALUES)
    return environment.compile, lambda program: lambda: program.eval(activation), lambda value: value.value()


def cel_rust():
    import cel

    context = cel.Context(variables=VALUES)
    return cel.compile, lambda program: lambda: program.execute(context), lambda value: value


def main():
    compile_text, evaluation, plain = {"cel-cpp": cel_cpp, "cel-rust": cel_rust}[sys.argv[1]]()
    expressions = sys.stdin.read().splitlines()
    for _ in range(ROUNDS):
        start = time.perf_counter_ns()
        for expression in expressions:
            compile_text(expression)
        print("frontend", time.perf_counter_ns() - start)
    for index, expression in enumerate(expressions[:EVALUATED]):
        evaluate = evaluation(compile_text(expression))
        if plain(evaluate()) is not True:
            sys.exit(f"{expression} is {evaluate()}")
        for _ in range(ROUNDS):
            start = time.perf_counter_ns()
            for _ in range(EVALUATIONS):
                evaluate()
            print(f"evaluate{index}", (time.perf_counter_ns() - start) // EVALUATIONS)


main()
