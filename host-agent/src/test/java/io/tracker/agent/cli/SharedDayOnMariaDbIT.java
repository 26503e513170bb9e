package io.tracker.agent.cli;

import io.tracker.testing.servers.Engine;

class SharedDayOnMariaDbIT extends SharedDayContract {
    SharedDayOnMariaDbIT() {
        super(Engine.MARIADB);
    }
}
