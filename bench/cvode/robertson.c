/*
 * Robertson's kinetics to t = 4e4 by CVODE (BDF, dense linear solver), with right-hand side and Jacobian written by hand:
 * what a C program against an optimised SUNDIALS takes for one trajectory. bench/robertson.py says how it is built.
 *
 * Input: lines of "rtol atolA atolB atolC outputs seconds". Output, a line for each: CPU microseconds of one trajectory
 * (median of the later half of many; setting the start again, solving, outputs), steps, then the outputs, three values each.
 */
#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <stdio.h>
#include <stdlib.h>
#include <sundials/sundials_context.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunmatrix/sunmatrix_dense.h>
#include <time.h>

#define END 4e4
#define MOST 20000

static int rates(realtype t, N_Vector at, N_Vector out, void *data) {
    realtype *y = N_VGetArrayPointer(at), *f = N_VGetArrayPointer(out);
    realtype slow = 0.04 * y[0], back = 1e4 * y[1] * y[2], fast = 3e7 * y[1] * y[1];
    f[0] = back - slow;
    f[1] = slow - back - fast;
    f[2] = fast;
    return 0;
}

static int jacobian(realtype t, N_Vector at, N_Vector fy, SUNMatrix into, void *data, N_Vector a, N_Vector b, N_Vector c) {
    realtype *y = N_VGetArrayPointer(at), *j = SUNDenseMatrix_Data(into); /* by columns */
    j[0] = -0.04;
    j[1] = 0.04;
    j[2] = 0;
    j[3] = 1e4 * y[2];
    j[4] = -1e4 * y[2] - 6e7 * y[1];
    j[5] = 6e7 * y[1];
    j[6] = 1e4 * y[1];
    j[7] = -1e4 * y[1];
    j[8] = 0;
    return 0;
}

static double cpu(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1e6 + now.tv_nsec * 1e-3;
}

static int rising(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double times[MOST];

int main(void) {
    double rtol, atol[3], seconds;
    int outputs;
    SUNContext context;
    SUNContext_Create(NULL, &context);
    while (scanf("%lf %lf %lf %lf %d %lf", &rtol, &atol[0], &atol[1], &atol[2], &outputs, &seconds) == 6) {
        N_Vector y = N_VNew_Serial(3, context), tolerances = N_VNew_Serial(3, context);
        realtype *state = N_VGetArrayPointer(y);
        state[0] = 1, state[1] = 0, state[2] = 0;
        for (int i = 0; i < 3; i++) {
            N_VGetArrayPointer(tolerances)[i] = atol[i];
        }
        void *cvode = CVodeCreate(CV_BDF, context);
        SUNMatrix matrix = SUNDenseMatrix(3, 3, context);
        SUNLinearSolver solver = SUNLinSol_Dense(y, matrix, context);
        CVodeInit(cvode, rates, 0, y);
        CVodeSVtolerances(cvode, rtol, tolerances);
        CVodeSetLinearSolver(cvode, solver, matrix);
        CVodeSetJacFn(cvode, jacobian);
        CVodeSetMaxNumSteps(cvode, 1000000);
        double *course = malloc(3 * outputs * sizeof(double)), began = cpu();
        int runs = 0, failed = 0;
        while (!failed && runs < MOST && (runs < 5 || cpu() - began < seconds * 1e6)) {
            double start = cpu();
            realtype reached;
            state[0] = 1, state[1] = 0, state[2] = 0;
            CVodeReInit(cvode, 0, y);
            for (int i = 0; i < outputs && !failed; i++) {
                failed = CVode(cvode, END * (i + 1) / outputs, y, &reached, CV_NORMAL) < 0;
                for (int k = 0; k < 3; k++) {
                    course[3 * i + k] = state[k];
                }
            }
            times[runs++] = cpu() - start;
        }
        long steps = 0;
        CVodeGetNumSteps(cvode, &steps);
        if (failed) {
            printf("failed\n");
        } else {
            int late = runs / 2;
            qsort(times + late, runs - late, sizeof(double), rising);
            printf("%.17g %ld", times[late + (runs - late) / 2], steps);
            for (int i = 0; i < 3 * outputs; i++) {
                printf(" %.17g", course[i]);
            }
            printf("\n");
        }
        fflush(stdout);
        free(course);
        SUNLinSolFree(solver);
        SUNMatDestroy(matrix);
        CVodeFree(&cvode);
        N_VDestroy(y);
        N_VDestroy(tolerances);
    }
    SUNContext_Free(&context);
    return 0;
}
