package io.tracker.agent.cli;

import io.tracker.testing.servers.Engine;

class SharedDayOnMySqlIT extends SharedDayContract {
    SharedDayOnMySqlIT() {
        super(Engine.MYSQL);
    }
}
