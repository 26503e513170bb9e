package io.tracker.agent.cli;

import io.tracker.agent.AgentDoctor;
import io.tracker.agent.doctor.Finding;
import io.tracker.agent.host.RunIdentity;
import io.tracker.schemas.day.Diagnosis;
import io.tracker.schemas.json.DocumentKind;
import io.tracker.schemas.json.Documents;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Options;

/** Looks at all that a run needs. */
final class DoctorCommand implements Command {
    @Override
    public String name() {
        return "doctor";
    }

    @Override
    public String purpose() {
        return "Looks at all that a run needs - role, grants, settings, clocks, TLS, store - and says how to mend what is missing.";
    }

    @Override
    public List<String> examples() {
        return List.of("tracker-agent doctor", "tracker-agent doctor --config ./agent.properties --json");
    }

    @Override
    public Options options() {
        return new Options().addOption(CommandOptions.json("one line of JSON for each point, with what it buys"));
    }

    @Override
    public List<ExitCode> exitCodes() {
        return List.of(ExitCode.DONE, ExitCode.FAILURE, ExitCode.OPERATOR);
    }

    @Override
    public ExitCode run(CommandOptions options, Console console) {
        List<Finding> findings =
                new AgentDoctor(options.config(), RunIdentity.begin(console.clock()), console.clock()).run();
        Documents documents = new Documents();
        for (Finding finding : findings) {
            if (options.has(CommandOptions.JSON)) {
                console.out().println(documents.writeLine(DocumentKind.DIAGNOSIS, diagnosis(finding)));
            } else {
                print(finding, console);
            }
        }
        long failed = findings.stream()
                .filter(finding -> finding.state() == Finding.State.FAIL)
                .count();
        if (failed == 0) {
            return ExitCode.DONE;
        }
        console.err()
                .println("error: doctor found what keeps a run from working: " + failed + " of " + findings.size()
                        + " points");
        console.err().println("HINT: mend the points marked fail, then look again");
        return ExitCode.OPERATOR;
    }

    private static void print(Finding finding, Console console) {
        String state = finding.state().name().toLowerCase(Locale.ROOT);
        console.out()
                .println(String.format(Locale.ROOT, "%-5s ", state)
                        + finding.subject().text() + ": " + finding.detail());
        finding.mend().ifPresent(mend -> {
            console.out().println("      buys: " + finding.subject().buys());
            console.out().println("      HINT: " + mend);
        });
    }

    private static Diagnosis diagnosis(Finding finding) {
        return new Diagnosis(
                finding.subject().text(),
                Diagnosis.State.valueOf(finding.state().name()),
                finding.subject().buys(),
                finding.detail(),
                finding.mend());
    }
}
