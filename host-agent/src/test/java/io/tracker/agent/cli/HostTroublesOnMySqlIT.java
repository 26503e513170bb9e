package io.tracker.agent.cli;

import io.tracker.testing.servers.Engine;

class HostTroublesOnMySqlIT extends HostTroublesContract {
    HostTroublesOnMySqlIT() {
        super(Engine.MYSQL);
    }
}
