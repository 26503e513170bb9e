package io.tracker.jobs.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the main method, the only place that ends the process. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@interface ExitsTheProcess {}
