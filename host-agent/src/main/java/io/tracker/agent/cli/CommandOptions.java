package io.tracker.agent.cli;

import io.tracker.agent.config.AgentConfig;
import io.tracker.agent.config.ConfigReader;
import io.tracker.agent.config.JanitorConfig;
import io.tracker.agent.failure.OperatorException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The options that commands share, declared once. */
final class CommandOptions {
    static final String CONFIG = "config";
    static final String SET = "set";
    static final String VERBOSE = "verbose";
    static final String LOG = "log";
    static final String JSON = "json";
    static final String TEXT = "text";
    static final String HELP = "help";
    static final String DT = "dt";
    static final String DRY_RUN = "dry-run";
    /** Where the launcher of an installation found the file that belongs to it. */
    static final String INSTALLED_CONFIG = "tracker.agent.config";

    static final String DEFAULT_CONFIG = "/etc/tracker-agent/agent.properties";

    private final CommandLine line;
    private final Clock clock;

    CommandOptions(CommandLine line, Clock clock) {
        this.line = line;
        this.clock = clock;
        String log = line.getOptionValue(LOG, TEXT);
        if (!List.of(TEXT, JSON).contains(log)) {
            throw new OperatorException(
                    "--log is not known: " + log + " (expected text or json)", "for example --log json");
        }
    }

    /** Whether these words ask for JSON; looked at before anything is said. */
    static boolean wantJson(List<String> words) {
        int next = words.indexOf("--" + LOG) + 1;
        boolean apart = next > 0 && next < words.size() && words.get(next).equals(JSON);
        return apart || words.contains("--" + LOG + "=" + JSON);
    }

    /** What every command takes. */
    static Options common() {
        return new Options()
                .addOption(Option.builder()
                        .longOpt(CONFIG)
                        .hasArg()
                        .argName("FILE")
                        .desc("the configuration; without it " + DEFAULT_CONFIG)
                        .get())
                .addOption(Option.builder()
                        .longOpt(SET)
                        .hasArg()
                        .argName("KEY=VALUE")
                        .desc("a setting that wins over the file; may be given again")
                        .get())
                .addOption(Option.builder()
                        .longOpt(VERBOSE)
                        .desc("log every step, and the stack of an error")
                        .get())
                .addOption(Option.builder()
                        .longOpt(LOG)
                        .hasArg()
                        .argName(TEXT + "|" + JSON)
                        .desc("how log, progress and errors are told: as lines of text, or as a JSON object a line")
                        .get())
                .addOption(Option.builder().longOpt(HELP).desc("show this text").get());
    }

    static Option dt(String description) {
        return Option.builder()
                .longOpt(DT)
                .hasArg()
                .argName("YYYY-MM-DD")
                .desc(description)
                .get();
    }

    static Option json(String description) {
        return Option.builder().longOpt(JSON).desc(description).get();
    }

    static Option dryRun() {
        return Option.builder()
                .longOpt(DRY_RUN)
                .desc("print what would be done; stop nothing, write nothing")
                .get();
    }

    AgentConfig config() {
        return ConfigReader.read(configFile(), overrides());
    }

    /** The part of the configuration that the janitor needs. */
    JanitorConfig janitorConfig() {
        return ConfigReader.readJanitor(configFile(), overrides());
    }

    private Path configFile() {
        return Path.of(line.getOptionValue(CONFIG, System.getProperty(INSTALLED_CONFIG, DEFAULT_CONFIG)));
    }

    private List<String> overrides() {
        String[] overrides = line.getOptionValues(SET);
        return overrides == null ? List.of() : List.of(overrides);
    }

    /** The day that is asked for, or yesterday in UTC. */
    LocalDate dt() {
        Optional<String> text = Optional.ofNullable(line.getOptionValue(DT));
        try {
            return text.map(LocalDate::parse).orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                    .minusDays(1));
        } catch (DateTimeParseException e) {
            throw new OperatorException(
                    "--dt is not a day: " + text.orElseThrow() + " (expected YYYY-MM-DD)",
                    "for example --dt 2026-11-20",
                    e);
        }
    }

    boolean has(String option) {
        return line.hasOption(option);
    }

    /** The value of an option that the command requires. */
    String required(String option) {
        return value(option).orElseThrow(() -> new IllegalArgumentException("Option is not required: " + option));
    }

    Optional<String> value(String option) {
        return Optional.ofNullable(line.getOptionValue(option));
    }
}
