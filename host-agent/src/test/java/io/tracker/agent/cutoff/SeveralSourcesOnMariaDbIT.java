package io.tracker.agent.cutoff;

import io.tracker.testing.servers.Engine;

class SeveralSourcesOnMariaDbIT extends SeveralSourcesContract {
    SeveralSourcesOnMariaDbIT() {
        super(Engine.MARIADB);
    }
}
