package io.tracker.agent.cli;

import io.tracker.testing.servers.Engine;

class HostTroublesOnMariaDbIT extends HostTroublesContract {
    HostTroublesOnMariaDbIT() {
        super(Engine.MARIADB);
    }
}
