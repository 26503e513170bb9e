package io.tracker.agent.config;

import java.util.Optional;

/** Reads who asks the servers. */
final class AccountReader {
    private final ConfigValues values;
    private final CredentialsFile files;

    AccountReader(ConfigValues values, CredentialsFile files) {
        this.values = values;
        this.files = files;
    }

    Optional<MysqlConfig.Account> read() {
        Optional<SecretSource> defaults = values.secret(ConfigKey.MYSQL_DEFAULTS_FILE);
        Optional<String> user = values.text(ConfigKey.MYSQL_USER);
        Optional<SecretSource> password = values.secret(ConfigKey.MYSQL_PASSWORD_FILE);
        if (defaults.isPresent() && user.isEmpty() && password.isEmpty()) {
            return files.myCnf(defaults.get());
        }
        if (defaults.isEmpty() && user.isPresent() && password.isPresent()) {
            return files.password(password.get()).map(secret -> new MysqlConfig.Account(user.get(), secret));
        }
        values.problem("account is not given once (got mysql.defaults-file: " + given(defaults) + ", mysql.user: "
                + given(user) + ", mysql.password-file: " + given(password)
                + ", expected mysql.defaults-file alone, or the other two)");
        return Optional.empty();
    }

    private static String given(Optional<?> value) {
        return value.isPresent() ? "given" : "not given";
    }
}
