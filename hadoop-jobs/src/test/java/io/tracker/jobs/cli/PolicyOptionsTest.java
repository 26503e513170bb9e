package io.tracker.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tracker.jobs.failure.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyOptionsTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("policies.txt");
    }

    @Test
    void readsAFileOfManyTablesAndLetsFlagsWin() throws IOException {
        Files.writeString(file, """
                # what the fleet agreed on
                pins/boards/created = string

                pins/users/motto=binary
                pins/users/a=b=null
                """);
        assertEquals(
                Map.of(
                        "policy.pins/boards/created", "fail",
                        "policy.pins/users/motto", "binary",
                        "policy.pins/users/a=b", "null",
                        "policy.*", "null"),
                options("--policies", file.toString(), "--policy", "*=null", "--policy", "pins/boards/created=fail"));
    }

    @Test
    void tellsEveryLineThatIsWrong() throws IOException {
        Files.writeString(file, "pins/t/a=null\ncreated=null\npins/t/b=maybe\npins/t/a=fail\n");
        OperatorException e = assertThrows(OperatorException.class, () -> options("--policies", file.toString()));
        assertEquals(
                "Policies are not sound: --policies " + file
                        + ": line 2: Policy names no table's column: created=null (expected"
                        + " <dataset>/<table>/<column>=<policy>); line 3: Policy of pins/t/b is not known (got maybe, expected"
                        + " fail or null or string or binary or int64); line 4: Column has a policy already: pins/t/a=fail",
                e.getMessage());
    }

    @Test
    void refusesAFileThatIsNotThere() {
        OperatorException e = assertThrows(OperatorException.class, () -> options("--policies", file.toString()));
        assertEquals(
                "Policies cannot be read: --policies " + file + " (got NoSuchFileException, expected a text in UTF-8)",
                e.getMessage());
    }

    private static Map<String, String> options(String... arguments) {
        return new PolicyOptions(CommandArguments.read(ConvertCommand.OPTIONS, List.of(arguments))).options();
    }
}
