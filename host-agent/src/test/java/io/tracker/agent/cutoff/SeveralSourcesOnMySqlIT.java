package io.tracker.agent.cutoff;

import io.tracker.testing.servers.Engine;

class SeveralSourcesOnMySqlIT extends SeveralSourcesContract {
    SeveralSourcesOnMySqlIT() {
        super(Engine.MYSQL);
    }
}
