package io.tracker.agent.cli;

import io.tracker.testing.servers.Engine;

class AgentOnMariaDbIT extends AgentOnServersContract {
    AgentOnMariaDbIT() {
        super(Engine.MARIADB);
    }
}
