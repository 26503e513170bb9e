package io.tracker.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the Debian package and the tarball of the agent hold, by the programs that a host would take them with. */
final class AgentPackageIT {
    private static final double MOST_EXPOSED = 1.5;

    @TempDir
    private static Path folder;

    private static ScratchRoot root;

    @BeforeAll
    static void install() throws Exception {
        root = ScratchRoot.install(folder.resolve("root"));
    }

    @Test
    void unitsAreCleanByRecursiveVerification() throws Exception {
        Program.assume("systemd-analyze");
        ScratchRoot units = ScratchRoot.install(folder.resolve("units"));
        units.addSystemUnits();
        Program.Ended ended = Program.of(
                        "systemd-analyze",
                        "verify",
                        "--recursive-errors=yes",
                        "--root=" + units.at("/"),
                        units.unit("tracker-agent.service"),
                        units.unit("tracker-agent.timer"))
                .with("MANPATH", units.at("/usr/share/man"))
                .run();
        // what systemd's own units say of a root without their programs is not ours
        List<String> ours =
                ended.output().lines().filter(line -> line.contains("tracker")).toList();
        assertEquals(List.of(), ours, ended.output());
        ended.require(0);
    }

    @Test
    void serviceIsExposedAtOneAndAHalfAtMost() throws Exception {
        Program.assume("systemd-analyze");
        Program.Ended ended = Program.of(
                        "systemd-analyze",
                        "security",
                        "--offline=true",
                        "--root=" + root.at("/"),
                        root.unit("tracker-agent.service"))
                .run();
        Matcher level =
                Pattern.compile("Overall exposure level for \\S+: ([0-9.]+)").matcher(ended.output());
        assertTrue(level.find(), ended.output());
        assertTrue(Double.parseDouble(level.group(1)) <= MOST_EXPOSED, ended.output());
    }

    @Test
    void timerFiresHourlyAtFiveMinutesPastInUtc() throws Exception {
        Program.assume("systemd-analyze");
        String timer = Files.readString(root.unit("tracker-agent.timer"));
        Matcher calendar = Pattern.compile("(?m)^OnCalendar=(.*)$").matcher(timer);
        assertTrue(calendar.find(), timer);
        String times = Program.of("systemd-analyze", "calendar", "--iterations=3", calendar.group(1))
                .with("TZ", "Asia/Kolkata")
                .run()
                .require(0)
                .output();
        List<String> utc = times.lines()
                .filter(line -> line.contains("UTC"))
                .filter(line -> line.matches(".*\\d\\d:\\d\\d:\\d\\d UTC.*"))
                .toList();
        assertEquals(3, utc.size(), times);
        utc.forEach(line -> assertTrue(line.contains(":05:00 UTC"), times));
        assertTrue(timer.contains("Persistent=true") && timer.contains("RandomizedDelaySec="), timer);
    }

    @Test
    void configurationHoldsEveryKeyCommentedAndIsKeptOnUpgrade() throws Exception {
        String template = Files.readString(root.at("/etc/tracker-agent/agent.properties"));
        String keys = agent("help", "config").require(0).output();
        List<String> named = Pattern.compile("(?m)^  ([a-z0-9.-]+) = ")
                .matcher(keys)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertTrue(named.size() > 40, keys);
        named.forEach(
                key -> assertTrue(template.contains("\n" + key + " =") || template.contains("\n#" + key + " ="), key));
        String kept = Program.of("dpkg-deb", "--ctrl-tarfile", ScratchRoot.built(".deb"))
                .run()
                .require(0)
                .output();
        assertTrue(kept.contains("/etc/tracker-agent/agent.properties\n"), "the file is no conffile");
    }

    @Test
    void agentTellsWhatIsMissingInTheFileThatCameWithIt() throws Exception {
        Program.Ended ended = agent("backup").require(2);
        assertTrue(ended.output().contains("/etc/tracker-agent/agent.properties has"), ended.output());
        assertTrue(ended.output().contains("key is missing: fleet.replica-set"), ended.output());
        assertTrue(ended.output().contains("HINT: "), ended.output());
    }

    @Test
    void manualNamesEveryCommandAndFormatsWithoutWarnings() throws Exception {
        Program.assume("man");
        Path page = root.at("/usr/share/man/man8/tracker-agent.8");
        String text = Program.of("man", "--warnings", "-l", page)
                .with("MANWIDTH", 120)
                .with("LC_ALL", "C.UTF-8")
                .run()
                .require(0)
                .output();
        assertFalse(text.contains("warning:"), text);
        commands().forEach(command -> assertTrue(text.contains("\n   " + command + "\n"), command + " of " + text));
        assertTrue(text.contains("EXIT STATUS") && text.contains("fleet.replica-set = text"), text);
    }

    @Test
    void shellCompletesCommandsOptionsAndKeys() throws Exception {
        assertEquals(List.of("backup"), completed("tracker-agent", "ba"));
        assertEquals(List.of("--dry-run", "--dt"), completed("tracker-agent", "backup", "--d"));
        assertEquals(List.of("fleet.replica-set="), completed("tracker-agent", "backup", "--set", "fleet."));
        assertTrue(completed("tracker-agent", "").containsAll(commands()));
    }

    @Test
    void maintainerScriptsAndLauncherAreSound() throws Exception {
        Path control = folder.resolve("control");
        Program.of("dpkg-deb", "-e", ScratchRoot.built(".deb"), control).run().require(0);
        for (String script : List.of("postinst", "prerm", "postrm")) {
            Program.of("sh", "-n", control.resolve(script)).run().require(0);
        }
        Program.of("sh", "-n", root.at("/usr/lib/tracker-agent/bin/tracker-agent"))
                .run()
                .require(0);
        Program.Ended noJava = Program.of(root.at("/usr/bin/tracker-agent"), "--version")
                .with("JAVA_HOME", folder.resolve("nothing"))
                .run()
                .require(2);
        assertTrue(noJava.output().contains("HINT: install a Java runtime"), noJava.output());
    }

    /** As the package's own files say: another heap, and another collector once ours is turned off. */
    @Test
    void launcherTakesOptionsOfTheOperatorAfterItsOwn() throws Exception {
        Program.Ended other = Program.of(root.at("/usr/bin/tracker-agent"), "--version")
                .with("TRACKER_AGENT_JAVA_OPTS", "-Xmx300m -XX:-UseSerialGC -XX:+UseG1GC -XX:+PrintFlagsFinal")
                .run()
                .require(0);
        assertTrue(other.output().matches("(?s).*\\bMaxHeapSize += 314572800\\b.*"), other.output());
        assertTrue(other.output().matches("(?s).*\\bUseG1GC += true\\b.*"), other.output());
        assertTrue(other.output().matches("(?s).*\\bTier4CompileThreshold += 150000\\b.*"), other.output());
    }

    @Test
    void accountIsMadeBySysusers() throws Exception {
        Program.assume("systemd-sysusers");
        Path etc = Files.createDirectories(folder.resolve("accounts/etc"));
        Path rules = Files.createDirectories(folder.resolve("accounts/usr/lib/sysusers.d"));
        Files.copy(root.at("/usr/lib/sysusers.d/tracker-agent.conf"), rules.resolve("tracker-agent.conf"));
        Program.of("systemd-sysusers", "--root=" + folder.resolve("accounts"), "tracker-agent.conf")
                .run()
                .require(0);
        String account = Files.readString(etc.resolve("passwd"));
        assertTrue(
                account.matches(
                        "(?s).*tracker-agent:x:\\d+:\\d+:Tracker host agent:/var/lib/tracker-agent:\\S*nologin\n.*"),
                account);
    }

    @Test
    void tarballRunsFromWhereItIsUnpacked() throws Exception {
        Path home = Tarball.unpack("-agent.tar.gz", folder);
        assertEquals(
                agent("--version").require(0).output(),
                Program.of(home.resolve("bin/tracker-agent"), "--version")
                        .run()
                        .require(0)
                        .output());
        Program.Ended ended =
                Program.of(home.resolve("bin/tracker-agent"), "doctor").run().require(2);
        assertTrue(ended.output().contains(home.resolve("etc/agent.properties") + " has"), ended.output());
    }

    @Test
    void jobsRunWithTheInstalledHadoopOrElseWithTheirOwnClient() throws Exception {
        Path home = Tarball.unpack("-jobs.tar.gz", folder);
        Path hadoop = Files.createDirectories(folder.resolve("hadoop/bin")).resolve("hadoop");
        Files.writeString(hadoop, "#!/bin/sh\necho first=$HADOOP_USER_CLASSPATH_FIRST \"$@\"\n");
        assertTrue(hadoop.toFile().setExecutable(true));
        String installed = Program.of(home.resolve("bin/tracker-jobs"), "help")
                .with("HADOOP_HOME", folder.resolve("hadoop"))
                .run()
                .require(0)
                .output();
        assertEquals("first=true jar " + home.resolve("tracker-jobs-job.jar") + " help\n", installed);
        String bundled = Program.of(home.resolve("bin/tracker-jobs"), "help")
                .with("TRACKER_JOBS_CLIENT", "bundled")
                .run()
                .require(0)
                .output();
        assertTrue(bundled.contains("Usage: tracker-jobs COMMAND"), bundled);
    }

    private static Program.Ended agent(String... words) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(root.at("/usr/bin/tracker-agent").toString()), Stream.of(words))
                .toList();
        return Program.of(command).run();
    }

    private static List<String> commands() throws IOException, InterruptedException {
        List<String> commands = Pattern.compile("(?m)^  (?!help)([a-z]+) +[A-Z]")
                .matcher(agent("help").require(0).output())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertTrue(commands.contains("backup") && commands.contains("repair"), commands.toString());
        return commands;
    }

    private static List<String> completed(String... words) throws IOException, InterruptedException {
        Path script = root.at("/usr/share/bash-completion/completions/tracker-agent");
        String line =
                ". '" + script + "'; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); compopt() { :; }; _tracker_agent;"
                        + " printf '%s\\n' \"${COMPREPLY[@]}\"";
        List<String> command = Stream.concat(Stream.of("bash", "-c", line, "bash"), Stream.of(words))
                .toList();
        return Program.of(command).run().require(0).output().lines().sorted().toList();
    }
}
