package io.tracker.jobs.backup;

import io.tracker.jobs.failure.OperatorException;
import io.tracker.schemas.day.Complete;
import io.tracker.schemas.day.Fleet;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.json.DamagedDocumentException;
import io.tracker.schemas.json.DocumentKind;
import io.tracker.schemas.json.Documents;
import io.tracker.schemas.names.ObjectNames;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the fleet recorded for a day. Thread safe. */
public final class DayReader {
    private final BackupRoot root;
    private final ParallelReads reads;
    private final Documents documents = new Documents();

    public DayReader(BackupRoot root, ParallelReads reads) {
        this.root = root;
        this.reads = reads;
    }

    /**
     * Reads a day.
     *
     * @throws OperatorException if {@code fleet.json}, which is the operator's, is not sound
     * @throws IOException if a document is damaged or is not of the folder that it lies in
     */
    public BackupDay read(LocalDate dt) throws IOException {
        return read(dt, Map.of());
    }

    /** Reads a day again; what a replica set has completed is not read twice, for it never changes. */
    public BackupDay again(BackupDay before) throws IOException {
        Map<String, ReplicaSetDay> completed = new HashMap<>();
        before.replicaSets().stream()
                .filter(set -> set.complete().isPresent())
                .forEach(set -> completed.put(ObjectNames.replicaSetFolder(before.dt(), set.replicaSet()), set));
        return read(before.dt(), completed);
    }

    private BackupDay read(LocalDate dt, Map<String, ReplicaSetDay> known) throws IOException {
        Optional<Fleet> fleet = fleet();
        String dayFolder = ObjectNames.dayFolder(dt);
        List<Optional<ReplicaSetDay>> found = reads.all(root.foldersIn(dayFolder), name -> {
            String folder = dayFolder + name + "/";
            return known.containsKey(folder) ? Optional.of(known.get(folder)) : replicaSet(folder, dt);
        });
        return new BackupDay(dt, fleet, found.stream().flatMap(Optional::stream).toList());
    }

    private Optional<Fleet> fleet() throws IOException {
        try {
            return document(DocumentKind.FLEET, ObjectNames.fleet());
        } catch (DamagedDocumentException e) {
            int hint = e.getMessage().indexOf("; HINT: ");
            throw new OperatorException(
                    "List of the fleet is not sound: " + e.getMessage().substring(0, hint),
                    e.getMessage().substring(hint + "; HINT: ".length()),
                    e);
        }
    }

    /** Folders hold encoded names, which do not turn back: the true name comes from the documents, and must encode to the folder. */
    private Optional<ReplicaSetDay> replicaSet(String folder, LocalDate dt) throws IOException {
        Optional<Plan> plan = document(DocumentKind.PLAN, folder + "plan.json");
        Optional<Complete> complete = document(DocumentKind.COMPLETE, folder + "complete.json");
        if (plan.isPresent()) {
            requireFolder(folder, plan.get().replicaSet(), plan.get().dt(), dt);
        }
        if (complete.isPresent()) {
            requireFolder(folder, complete.get().replicaSet(), complete.get().dt(), dt);
        }
        return plan.map(Plan::replicaSet)
                .or(() -> complete.map(Complete::replicaSet))
                .map(name -> new ReplicaSetDay(name, plan, complete));
    }

    private void requireFolder(String folder, String replicaSet, LocalDate got, LocalDate dt) throws IOException {
        if (!got.equals(dt) || !ObjectNames.replicaSetFolder(dt, replicaSet).equals(folder)) {
            throw new IOException("Document of a day does not lie where its names say: " + root.path(folder)
                    + " (got replica set " + replicaSet + " dt=" + got + ")");
        }
    }

    private <T> Optional<T> document(DocumentKind<T> kind, String key) throws IOException {
        Optional<byte[]> json = root.read(key);
        if (json.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(documents.read(kind, json.get(), root.path(key).toString()));
    }
}
