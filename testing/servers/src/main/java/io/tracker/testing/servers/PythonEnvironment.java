package io.tracker.testing.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/** A private environment of this machine's Python with packages of exact versions, made once and kept. */
public final class PythonEnvironment {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    /** The scripts that pip writes name the folder that they were made in, and the folder is moved when it is whole. */
    private static final String SCRIPT = "#!/bin/sh\nexec \"$(dirname \"$0\")/python\" -m NAME \"$@\"\n";

    private final Path folder;

    private PythonEnvironment(Path folder) {
        this.folder = folder;
    }

    /**
     * The environment, made when it is not there yet.
     *
     * @param name of the package whose command is wanted, such as {@code airflow}
     * @param requirements every package with its version, a line each
     * @param abort called with the reason if it is not to be had; must not return (JUnit: {@code Assumptions::abort})
     */
    public static PythonEnvironment require(String name, Path requirements, Consumer<String> abort)
            throws InterruptedException {
        try {
            CRC32C sum = new CRC32C();
            sum.update(Files.readAllBytes(requirements));
            String python = run(List.of("python3", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"))
                    .strip();
            String folder = String.format(Locale.ROOT, "%s-python%s-%08x", name, python, sum.getValue());
            return new PythonEnvironment(ServerCache.open().provide(folder, draft -> make(draft, name, requirements)));
        } catch (IOException e) {
            String reason =
                    "SKIPPED: " + name + " by pip, because " + e.getMessage().replaceAll("\\s*\\n\\s*", "; ");
            System.err.println(reason);
            abort.accept(reason);
            throw new IllegalStateException("Test was not aborted", e);
        }
    }

    /** Its programs. */
    public Path programs() {
        return folder.resolve("bin");
    }

    private static void make(Path draft, String name, Path requirements) throws IOException, InterruptedException {
        System.err.println("fetching " + requirements.getFileName() + " by pip ...");
        run(List.of("python3", "-m", "venv", draft.toString()));
        Path programs = draft.resolve("bin");
        run(List.of(
                programs.resolve("python").toString(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--no-deps",
                "--requirement",
                requirements.toString()));
        Path script = programs.resolve(name);
        Files.writeString(script, SCRIPT.replace("NAME", name), StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        return CommandRun.of(command, LIMIT).outputOfSuccess();
    }
}
