package io.tracker.agent.cli;

import io.tracker.testing.servers.Engine;

class AgentOnMySqlIT extends AgentOnServersContract {
    AgentOnMySqlIT() {
        super(Engine.MYSQL);
    }
}
