package io.tracker.jobs.verify;

import io.tracker.jobs.backup.StorePath;
import io.tracker.jobs.backup.StoreProbe;
import io.tracker.jobs.commit.OutputFolder;
import io.tracker.jobs.plan.TableName;
import io.tracker.schemas.names.EncodedName;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Where outputs are published: {@code <dataset>/<table>/dt=<day>} below it. */
public final class Warehouse {
    private static final String DAY = "dt=";

    private final Path warehouse;
    private final FileSystem files;

    private Warehouse(Path warehouse, FileSystem files) {
        this.warehouse = warehouse;
        this.files = files;
    }

    /**
     * Opens a warehouse, which need not exist, and asks its store whether it answers.
     *
     * @param warehouse {@code s3a://bucket/prefix}, {@code hdfs://…}, {@code file:///…}
     * @throws io.tracker.jobs.failure.OperatorException if it is not a path of a file system that Hadoop knows
     * @throws IOException if the store does not answer, or refuses
     */
    public static Warehouse open(String warehouse, Configuration hadoop) throws IOException {
        Path path = StorePath.of("--warehouse", warehouse);
        FileSystem files = StorePath.fileSystem("--warehouse", path, hadoop);
        StoreProbe.ask(path, hadoop);
        return new Warehouse(path, files);
    }

    /** The folder of a table and day, there or not. */
    public Path output(TableName name, LocalDate dt) {
        return OutputFolder.path(warehouse, name, dt);
    }

    /** The folders of a day, of one dataset or of all, in order of their paths. */
    public List<Path> outputs(LocalDate dt, Optional<String> dataset) throws IOException {
        return outputs(Optional.of(dt), dataset);
    }

    /** The folders of a day or of every day, of one dataset or of all, in order of their paths. */
    public List<Path> outputs(Optional<LocalDate> dt, Optional<String> dataset) throws IOException {
        List<Path> outputs = new ArrayList<>();
        List<Path> datasets = dataset.isPresent()
                ? List.of(new Path(warehouse, EncodedName.of(dataset.get())))
                : foldersIn(warehouse);
        for (Path oneDataset : datasets) {
            for (Path table : foldersIn(oneDataset)) {
                if (dt.isEmpty()) {
                    foldersIn(table).stream()
                            .filter(day -> day.getName().startsWith(DAY))
                            .forEach(outputs::add);
                } else if (files.exists(new Path(table, DAY + dt.get()))) {
                    outputs.add(new Path(table, DAY + dt.get()));
                }
            }
        }
        outputs.sort(null);
        return outputs;
    }

    private List<Path> foldersIn(Path folder) throws IOException {
        List<Path> folders = new ArrayList<>();
        try {
            for (FileStatus status : files.listStatus(folder)) {
                if (status.isDirectory()) {
                    folders.add(status.getPath());
                }
            }
        } catch (FileNotFoundException e) {
            return List.of();
        }
        return folders;
    }
}
