package io.tracker.agent;

import io.tracker.agent.catalog.GrantReport;
import io.tracker.agent.failure.OperatorException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a run begin only with an account that may do what it needs, and no harm. */
final class AccountGate {
    private static final Logger LOG = LoggerFactory.getLogger(AccountGate.class);

    private AccountGate() {}

    static void require(GrantReport grants, boolean excessAllowed) {
        if (!grants.suffices()) {
            throw new OperatorException(
                    "grants are missing: "
                            + grants.missing().stream()
                                    .map(grant -> grant.privilege() + " (" + grant.reason() + ")")
                                    .collect(Collectors.joining(", "))
                            + " of " + grants.account(),
                    grants.missing().stream()
                            .map(GrantReport.MissingGrant::statement)
                            .distinct()
                            .collect(Collectors.joining(" ")));
        }
        if (grants.excess().isEmpty()) {
            return;
        }
        if (!excessAllowed) {
            throw new OperatorException(
                    "account may do harm: " + grants.account() + " has rights that are never used: " + grants.excess(),
                    "revoke them, or make an account of its own as docs/operations.md shows; account.allow-excess = true"
                            + " lets a run go on");
        }
        LOG.warn("account may do harm account={} excess={}", grants.account(), grants.excess());
    }
}
