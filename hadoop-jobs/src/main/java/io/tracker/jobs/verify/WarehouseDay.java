package io.tracker.jobs.verify;

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

/** The outputs of a day in a warehouse, published or not. */
public final class WarehouseDay {
    private final Path warehouse;
    private final FileSystem files;

    public WarehouseDay(Path warehouse, Configuration hadoop) throws IOException {
        this.warehouse = warehouse;
        this.files = warehouse.getFileSystem(hadoop);
    }

    /** The folders of a day, of one dataset or of all, in order of their paths. */
    public List<Path> outputs(LocalDate dt, Optional<String> dataset) throws IOException {
        List<Path> outputs = new ArrayList<>();
        List<Path> datasets = dataset.isPresent()
                ? List.of(new Path(warehouse, EncodedName.of(dataset.get())))
                : foldersIn(warehouse);
        for (Path oneDataset : datasets) {
            for (Path table : foldersIn(oneDataset)) {
                Path day = new Path(table, "dt=" + dt);
                if (files.exists(day)) {
                    outputs.add(day);
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
