package io.tracker.agent.cli;

import io.tracker.testing.servers.Engine;

class RunUnderStoreFaultsOnMySqlIT extends RunUnderStoreFaultsContract {
    RunUnderStoreFaultsOnMySqlIT() {
        super(Engine.MYSQL, 5);
    }
}
