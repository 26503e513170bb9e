package io.tracker.workflows.oozie;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracker.testing.line.tools.Project;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Oozie's own code in a process, with a class path of its own: the module {@code testing/oozie}. */
final class OozieProcess implements AutoCloseable {
    private static final long END_SECONDS = 30;

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter questions;
    private final Path log;

    private OozieProcess(Process process, Path log) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.US_ASCII);
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
        this.log = log;
    }

    /**
     * What Oozie answered.
     *
     * @param accepted whether it did as it was told
     * @param text what it said: a result, or each reason of a refusal on a line
     */
    record Answer(boolean accepted, String text) {
        /** Refuses a refusal. */
        String require() throws IOException {
            if (!accepted) {
                throw new IOException("Oozie refuses: " + text);
            }
            return text;
        }
    }

    /** Starts it in a zone that is not UTC, so that nothing goes by the host's; skips the test, loudly, where Oozie is not to be had. */
    static OozieProcess start(Path folder) throws IOException {
        Path jars = Project.ofThisProcess().root().resolve("testing/oozie/target/lib/oozie-core-5.2.1.jar");
        Assumptions.assumeTrue(
                Files.exists(jars), () -> "Oozie is not there: " + jars + "; HINT: mvn package -pl testing/oozie");
        Files.createDirectories(folder);
        Path log = folder.resolve("oozie.log");
        List<String> command = new ArrayList<>(Project.ofThisProcess()
                .oozie(List.of(
                        "-Xmx400m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Duser.timezone=America/New_York")));
        command.add(folder.resolve("oozie").toString());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(log.toFile()).directory(folder.toFile());
        // as Oozie's launcher has it in a container
        builder.environment().merge("PATH", ".", (path, here) -> here + ":" + path);
        Process process = builder.start();
        OozieProcess oozie = new OozieProcess(process, log);
        assertEquals("started", oozie.answer().require());
        return oozie;
    }

    /** Asks, and waits for the answer. */
    Answer ask(Object... words) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Object word : words) {
            texts.add(word.toString());
        }
        questions.write(String.join("\t", texts));
        questions.newLine();
        questions.flush();
        return answer();
    }

    private Answer answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("Oozie has ended; its log: " + log);
        }
        int tab = line.indexOf('\t');
        return new Answer(line.startsWith("ok"), URLDecoder.decode(line.substring(tab + 1), StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        try (questions) {
            questions.flush();
        }
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
