/** Tables of every type that an engine has, with values to the types' ends. */
package io.tracker.testing.servers.types;
