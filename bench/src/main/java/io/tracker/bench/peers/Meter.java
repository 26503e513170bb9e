package io.tracker.bench.peers;

import io.tracker.testing.line.tools.ToolRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs a command and measures it, the servers beside it, and what it leaves. */
final class Meter {
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final double TICKS_A_SECOND = 100;
    private static final Pattern TIMES = Pattern.compile("(?m)^bench: ([0-9.]+) ([0-9.]+) ([0-9.]+)$");
    private static final Pattern ALLOCATED = Pattern.compile("(?m)^bench: allocated ([0-9]+)$");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+([0-9]+) kB$");

    private final long serverPid;
    private final long storePid;
    private final Path logs;
    private int runs;

    Meter(long serverPid, long storePid, Path logs) {
        this.serverPid = serverPid;
        this.storePid = storePid;
        this.logs = logs;
    }

    /**
     * Runs it to its end; throws with what it printed last if it fails. A command that prints a line {@code bench: allocated N} tells so how
     * many bytes it allocated.
     */
    Usage run(String name, Contestant.Attempt attempt) throws IOException, InterruptedException {
        runs++;
        // The shell counts what it waited for: every process of a pipeline.
        List<String> command = List.of(
                "bash",
                "-c",
                "set -o pipefail; TIMEFORMAT='bench: %R %U %S'; time { " + quoted(attempt.command()) + "; }");
        double server = cpu(serverPid);
        double store = cpu(storePid);
        long peak = 0;
        try (ToolRun run = ToolRun.start(name, command, Map.of(), logs.resolve(runs + "-" + name + ".log"))) {
            do {
                peak = Math.max(peak, resident(run.pid()));
            } while (!run.endsWithin(BETWEEN_LOOKS));
            String printed = run.await(LIMIT).require(0).output();
            Matcher times = TIMES.matcher(printed);
            if (!times.find()) {
                throw new IOException("Shell told no times of " + name + ": " + printed);
            }
            Optional<CollectionLog> collections = Optional.empty();
            if (attempt.collections().isPresent()) {
                collections =
                        Optional.of(CollectionLog.read(attempt.collections().get()));
            }
            OptionalLong told = allocated(printed);
            return new Usage(
                    Double.parseDouble(times.group(1)),
                    Double.parseDouble(times.group(2)) + Double.parseDouble(times.group(3)),
                    cpu(serverPid) - server,
                    cpu(storePid) - store,
                    peak,
                    attempt.output().isPresent() ? bytes(attempt.output().get()) : 0,
                    told.isPresent() ? told : figure(collections, CollectionLog::allocated),
                    figure(collections, CollectionLog::heap));
        }
    }

    /** Words for a shell; a word that is {@code |} or {@code >} alone is the shell's. */
    static String quoted(List<String> words) {
        return words.stream()
                .map(word -> word.equals("|") || word.equals(">") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    /** User and system time of a process so far, in seconds. */
    static double cpu(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
    }

    /** What a command tells of its allocations. */
    static OptionalLong allocated(String printed) {
        Matcher line = ALLOCATED.matcher(printed);
        return line.find() ? OptionalLong.of(Long.parseLong(line.group(1))) : OptionalLong.empty();
    }

    private static OptionalLong figure(Optional<CollectionLog> log, ToLongFunction<CollectionLog> figure) {
        return log.isPresent() ? OptionalLong.of(figure.applyAsLong(log.get())) : OptionalLong.empty();
    }

    /** Bytes of all files below a folder. */
    static long bytes(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            long sum = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    private static long resident(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(shell -> Stream.concat(Stream.of(shell), shell.descendants()))
                .mapToLong(process -> residentOf(process.pid()))
                .sum();
    }

    private static long residentOf(long pid) {
        try {
            Matcher line = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return line.find() ? Long.parseLong(line.group(1)) * 1024 : 0;
        } catch (IOException e) {
            // A process that ends while it is looked at.
            return 0;
        }
    }
}
