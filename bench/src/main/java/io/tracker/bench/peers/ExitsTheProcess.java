package io.tracker.bench.peers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the one method of a program that may end the process. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@interface ExitsTheProcess {}
