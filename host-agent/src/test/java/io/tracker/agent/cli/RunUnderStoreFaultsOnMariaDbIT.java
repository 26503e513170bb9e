package io.tracker.agent.cli;

import io.tracker.testing.servers.Engine;

class RunUnderStoreFaultsOnMariaDbIT extends RunUnderStoreFaultsContract {
    RunUnderStoreFaultsOnMariaDbIT() {
        super(Engine.MARIADB, 1);
    }
}
