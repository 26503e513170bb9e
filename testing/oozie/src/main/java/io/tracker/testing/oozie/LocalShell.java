package io.tracker.testing.oozie;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.oozie.action.ActionExecutorException;
import org.apache.oozie.action.hadoop.LauncherAMUtils;
import org.apache.oozie.action.hadoop.LauncherException;
import org.apache.oozie.action.hadoop.ShellActionExecutor;
import org.apache.oozie.action.hadoop.ShellMain;
import org.apache.oozie.client.WorkflowAction;
import org.apache.oozie.util.PropertiesUtils;
import org.apache.oozie.util.XmlUtils;
import org.jdom.Element;
import org.jdom.JDOMException;
import org.jdom.Namespace;

/**
 * A shell action without YARN: its files are laid into the working folder of this process, and what Oozie's launcher calls in a container is
 * called here. One at a time, since that main class takes its settings from system properties.
 */
public final class LocalShell extends ShellActionExecutor {
    private static final Object ONE_AT_A_TIME = new Object();

    @Override
    public void start(Context context, WorkflowAction action) throws ActionExecutorException {
        context.setStartData("local", "-", "-");
        synchronized (ONE_AT_A_TIME) {
            try {
                run(context, XmlUtils.parseXml(action.getConf()));
            } catch (IOException | JDOMException | LauncherException e) {
                throw convertException(e);
            }
        }
    }

    private void run(Context context, Element shell) throws IOException, LauncherException, ActionExecutorException {
        Namespace space = shell.getNamespace();
        List<Path> laid = new ArrayList<>();
        Path conf = Files.createTempFile("action", ".xml");
        Path output = Files.createTempFile("output", ".properties");
        try (OutputStream out = Files.newOutputStream(conf)) {
            for (Object file : shell.getChildren("file", space)) {
                String[] parts = ((Element) file).getTextTrim().split("#", 2);
                Path target = Path.of(System.getProperty("user.dir")).resolve(parts[1]);
                laid.add(target);
                Files.copy(
                        Path.of(parts[0].replaceFirst("^file:/*", "/")),
                        target,
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            settings(shell, space).writeXml(out);
            System.setProperty("oozie.action.conf.xml", conf.toString());
            System.setProperty("oozie.action.output.properties", output.toString());
            Optional<String> failure = callMain();
            if (failure.isPresent()) {
                context.setErrorInfo("JA018", failure.get());
                context.setExecutionData(FAILED_KILLED, null);
            } else {
                context.setExecutionData(SUCCEEDED, captured(output.toFile()));
            }
        } finally {
            for (Path file : laid) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(conf);
            Files.deleteIfExists(output);
        }
    }

    private Configuration settings(Element shell, Namespace space) throws ActionExecutorException {
        Configuration settings = new Configuration(false);
        settings.set("oozie.shell.exec", shell.getChildTextTrim("exec", space));
        setListInConf("argument", shell, settings, "oozie.shell.args", false);
        setListInConf("env-var", shell, settings, "oozie.shell.envs", true);
        settings.setBoolean("oozie.shell.capture-output", shell.getChild("capture-output", space) != null);
        return settings;
    }

    /** How the main class failed, if it did: its exception for an exit code is visible to Oozie alone. */
    private static Optional<String> callMain() {
        try {
            ShellMain.main(new String[0]);
            return Optional.empty();
        } catch (Exception e) {
            return Optional.of("Main class [" + ShellMain.class.getName() + "]: " + e);
        }
    }

    private Properties captured(File output) throws IOException, LauncherException {
        int limit = getOozieConf().getInt("oozie.action.max.output.data", 2048);
        return PropertiesUtils.stringToProperties(LauncherAMUtils.getLocalFileContentStr(output, "", limit));
    }

    @Override
    public void end(Context context, WorkflowAction action) {
        WorkflowAction.Status status =
                SUCCEEDED.equals(action.getExternalStatus()) ? WorkflowAction.Status.OK : WorkflowAction.Status.ERROR;
        context.setEndData(status, getActionSignal(status));
    }

    @Override
    public void check(Context context, WorkflowAction action) {
        throw new UnsupportedOperationException("A step has ended when its start returns");
    }

    @Override
    public void kill(Context context, WorkflowAction action) {
        context.setEndData(WorkflowAction.Status.KILLED, getActionSignal(WorkflowAction.Status.ERROR));
    }

    @Override
    public boolean isCompleted(String externalStatus) {
        return true;
    }
}
