package io.tracker.agent.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;

/** A store in memory whose next calls can be made to fail, before or after they took effect. */
public final class FaultyObjectStore implements ObjectStore {
    /** What happens to a call. */
    public enum Fault {
        NONE,
        /** The request is lost: nothing happens, and nobody answers. */
        LOST_BEFORE_APPLY,
        /** The reply is lost: it happened, and nobody answers. */
        LOST_AFTER_APPLY,
        /** The request is refused: nothing happens, and the caller is told. */
        REFUSED
    }

    private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final Deque<Fault> creations = new ArrayDeque<>();
    private final Deque<Fault> commits = new ArrayDeque<>();
    private int openedAndNotEnded;

    /** What befalls the next creations, one after another. */
    public void failCreations(Fault... faults) {
        creations.addAll(List.of(faults));
    }

    /** What befalls the next commits. */
    public void failCommits(Fault... faults) {
        commits.addAll(List.of(faults));
    }

    /** The stored bodies. */
    public NavigableMap<String, byte[]> objects() {
        return objects;
    }

    /** Objects that were begun and neither committed nor discarded. */
    public int unended() {
        return openedAndNotEnded;
    }

    @Override
    public synchronized PutResult createOnce(String key, byte[] body) throws IOException {
        Fault fault = creations.isEmpty() ? Fault.NONE : creations.removeFirst();
        if (fault == Fault.REFUSED) {
            throw new IOException("refused: " + key);
        }
        if (fault == Fault.LOST_BEFORE_APPLY) {
            return PutResult.UNKNOWN;
        }
        boolean created = objects.putIfAbsent(key, body.clone()) == null;
        if (fault == Fault.LOST_AFTER_APPLY) {
            return PutResult.UNKNOWN;
        }
        return created ? PutResult.CREATED : PutResult.EXISTS;
    }

    @Override
    public void overwrite(String key, byte[] body) {
        objects.put(key, body.clone());
    }

    @Override
    public Optional<byte[]> read(String key) {
        return Optional.ofNullable(objects.get(key)).map(byte[]::clone);
    }

    @Override
    public InputStream open(String key, long offset, long length) throws IOException {
        byte[] body = objects.get(key);
        if (body == null) {
            throw new FileNotFoundException("object is missing: " + key);
        }
        int begin = Math.toIntExact(Math.min(offset, body.length));
        return new ByteArrayInputStream(body, begin, Math.toIntExact(Math.min(length, body.length - begin)));
    }

    @Override
    public OptionalLong size(String key) {
        byte[] body = objects.get(key);
        return body == null ? OptionalLong.empty() : OptionalLong.of(body.length);
    }

    @Override
    public List<String> list(String prefix) {
        return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }

    @Override
    public PendingObject create(String key) {
        openedAndNotEnded++;
        return new Pending(key);
    }

    @Override
    public String root() {
        return "memory:";
    }

    @Override
    public void close() {}

    private final class Pending implements PendingObject {
        private final String key;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private boolean ended;

        Pending(String key) {
            this.key = key;
        }

        @Override
        public OutputStream output() {
            return body;
        }

        @Override
        public void commit() throws IOException {
            Fault fault = commits.isEmpty() ? Fault.NONE : commits.removeFirst();
            if (fault == Fault.NONE || fault == Fault.LOST_AFTER_APPLY) {
                objects.put(key, body.toByteArray());
            }
            if (fault != Fault.NONE) {
                throw new IOException("commit of " + key + ": " + fault);
            }
            end();
        }

        @Override
        public void close() {
            end();
        }

        private void end() {
            if (!ended) {
                ended = true;
                openedAndNotEnded--;
            }
        }
    }
}
