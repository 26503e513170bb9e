package io.tracker.testing.line.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The members of an ENUM or SET as COLUMN_TYPE prints them: in quotes, with quotes inside doubled. */
final class EnumMembers {
    private static final Pattern MEMBER = Pattern.compile("'((?:[^']|'')*)'");

    private EnumMembers() {}

    static List<String> of(Column column) {
        List<String> members = new ArrayList<>();
        Matcher matcher = MEMBER.matcher(column.type());
        while (matcher.find()) {
            members.add(matcher.group(1).replace("''", "'"));
        }
        return members;
    }
}
