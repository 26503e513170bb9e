package io.tracker.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A shell of a host whose root lies in a folder: what an administrator's programs would do to the system, they do to that folder.
 * The working directory is that root.
 */
final class Shell {
    private static final String APT = """
            [ "$1" = install ] && exec dpkg-deb -x "$2" "$HOST_ROOT"
            """;
    private static final String SUDO = """
            [ "$1" = -u ] && shift 2
            exec "$@"
            """;
    /** Starts a service as its unit says, with its idea of success; a timer is only looked for. */
    private static final String SYSTEMCTL = """
            unit() { cat "$HOST_ROOT/usr/lib/systemd/system/$1"; }
            case "$*" in
              "start tracker-agent.service")
                success=$(unit tracker-agent.service | sed -n 's/^SuccessExitStatus=//p')
                code=0
                "$HOST_ROOT"$(unit tracker-agent.service | sed -n 's/^ExecStart=//p') || code=$?
                "$HOST_ROOT"$(unit tracker-agent.service | sed -n 's/^ExecStopPost=//p')
                case " 0 $success " in *" $code "*) exit 0 ;; esac
                exit "$code" ;;
              "enable --now tracker-agent.timer") unit tracker-agent.timer | grep -q '^OnCalendar=' ;;
              *) echo "not known here: systemctl $*" >&2; exit 1 ;;
            esac
            """;

    private final Path root;
    private final Map<String, Object> environment = new LinkedHashMap<>();

    private Shell(Path root) {
        this.root = root;
    }

    static Shell of(Path root) throws IOException {
        Shell shell = new Shell(Files.createDirectories(root));
        Path programs = Files.createDirectories(root.resolve("administrator"));
        for (Map.Entry<String, String> program :
                Map.of("apt", APT, "sudo", SUDO, "systemctl", SYSTEMCTL).entrySet()) {
            Path file = programs.resolve(program.getKey());
            Files.writeString(file, "#!/bin/bash\nset -eu\n" + program.getValue());
            if (!file.toFile().setExecutable(true)) {
                throw new IOException("Program cannot be made executable: " + file);
            }
        }
        return shell.with("HOST_ROOT", root)
                .with("PATH", programs + ":" + root.resolve("usr/bin") + ":" + System.getenv("PATH"));
    }

    Shell with(String variable, Object value) {
        environment.put(variable, value);
        return this;
    }

    ScratchRoot root() {
        return ScratchRoot.of(root);
    }

    Path at(String path) {
        return root().at(path);
    }

    void put(String path, String text) throws IOException {
        Files.createDirectories(at(path).getParent());
        Files.writeString(at(path), text);
    }

    /** Ends at the first command that fails. */
    Program.Ended run(String script) throws IOException, InterruptedException {
        Program program = Program.of("bash", "-euc", "cd '" + root + "'\n" + script);
        environment.forEach(program::with);
        return program.run();
    }
}
