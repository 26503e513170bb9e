package io.tracker.testing.oozie;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Answers questions about workflows and coordinators, and runs them, until its standard input ends.
 *
 * <p>A question is a line of words with tabs between them; an answer is a line: {@code ok} or {@code refused}, a tab, and a text in the
 * encoding of URLs. Oozie's own words go to standard error.
 */
public final class OozieMain {
    private OozieMain() {}

    /** Takes the folder that Oozie may use. */
    public static void main(String[] arguments) throws Exception {
        PrintStream answers =
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII.name());
        System.setOut(System.err);
        try (LocalServer server = LocalServer.start(Path.of(arguments[0]))) {
            BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            answers.println(line("ok", "started"));
            for (String question = questions.readLine(); question != null; question = questions.readLine()) {
                answers.println(answer(server, question.split("\t", -1)));
            }
        }
        // Oozie leaves threads behind that are no daemons.
        Runtime.getRuntime().halt(0);
    }

    private static String answer(LocalServer server, String[] words) throws IOException {
        try {
            return line("ok", told(server, words));
        } catch (Exception e) {
            StringBuilder text = new StringBuilder();
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                text.append(cause).append('\n');
            }
            return line("refused", text.toString());
        }
    }

    private static String told(LocalServer server, String[] words) throws Exception {
        switch (words[0]) {
            case "schema":
                return Definitions.matchesSchema(words[1], Path.of(words[2]));
            case "parse":
                return Definitions.parses(Path.of(words[1]), Path.of(words[2]));
            case "dryrun":
                return server.dryRun(Path.of(words[1]));
            case "run":
                return server.run(Path.of(words[1]));
            case "rerun":
                return server.rerun(words[1], Path.of(words[2]));
            case "coordinate":
                return server.coordinate(Path.of(words[1]));
            case "recoordinate":
                return server.recoordinate(words[1]);
            default:
                throw new IllegalArgumentException("Question is not known: " + words[0]);
        }
    }

    private static String line(String kind, String text) throws IOException {
        return kind + "\t" + URLEncoder.encode(text, StandardCharsets.UTF_8.name());
    }
}
